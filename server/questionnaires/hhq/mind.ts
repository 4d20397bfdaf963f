import type { Section } from '../../../shared/questionnaires.ts'
import { longText, multiple, orDecline, scale, single, when, words } from './asking.ts'

export const support: Section = {
  id: 'mind',
  title: words(['Mood and support', 'Ánimo y apoyo']),
  intro: words([
    'Many people find these hard to answer. Only your care team sees them. If you may hurt yourself, call or text 988 now, at any hour.',
    'A muchas personas les cuesta responder esto. Solo lo ve su equipo de atención. Si piensa en hacerse daño, llame o escriba al 988 ahora, a cualquier hora.',
  ]),
  items: [
    single(
      'little_interest',
      [
        'In the last two weeks, how often did you have little interest or pleasure in doing things?',
        'En las últimas dos semanas, ¿con qué frecuencia tuvo poco interés o placer en hacer cosas?',
      ],
      {
        not_at_all: ['Not at all', 'Ningún día'],
        several_days: ['Several days', 'Varios días'],
        most_days: ['More than half the days', 'Más de la mitad de los días'],
        every_day: ['Nearly every day', 'Casi todos los días'],
      },
      orDecline,
    ),
    single(
      'feeling_down',
      ['And how often did you feel down, depressed or hopeless?', '¿Y con qué frecuencia se sintió decaído, deprimido o sin esperanza?'],
      {
        not_at_all: ['Not at all', 'Ningún día'],
        several_days: ['Several days', 'Varios días'],
        most_days: ['More than half the days', 'Más de la mitad de los días'],
        every_day: ['Nearly every day', 'Casi todos los días'],
      },
      orDecline,
    ),
    scale(
      'anxiety',
      ['How anxious or worried do you feel on an ordinary day?', '¿Qué tan ansioso o preocupado se siente en un día normal?'],
      {
        ...orDecline,
        lowest: words(['Calm', 'Tranquilo']),
        highest: words(['Very anxious', 'Muy ansioso']),
      },
    ),
    multiple(
      'mind_history',
      ['Has a professional ever treated you for one of these?', '¿Alguna vez un profesional le ha tratado por algo de esto?'],
      {
        depression: ['Depression', 'Depresión'],
        anxiety: ['Anxiety or panic', 'Ansiedad o pánico'],
        bipolar: ['Bipolar disorder', 'Trastorno bipolar'],
        eating: ['An eating disorder', 'Un trastorno alimentario'],
        adhd: ['ADHD', 'TDAH'],
        trauma: ['Trauma or PTSD', 'Trauma o TEPT'],
        none: ['None of these', 'Ninguno de estos'],
      },
      orDecline,
    ),
    longText('mind_now', ['What helps you with it today?', '¿Qué le ayuda con ello hoy?'], {
      ...when('mind_history', 'depression', 'anxiety', 'bipolar', 'eating', 'adhd', 'trauma'),
      mayDecline: true,
    }),
  ],
}
