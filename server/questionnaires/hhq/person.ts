import type { Section } from '../../../shared/questionnaires.ts'
import { day, figure, longText, multiple, needed, orDecline, scale, single, text, words } from './asking.ts'

export const person: Section[] = [
  {
    id: 'about_you',
    title: words(['About you', 'Sobre usted']),
    intro: words([
      'The basics that every dose and every lab value is read against.',
      'Los datos básicos con los que se interpreta cada dosis y cada análisis.',
    ]),
    items: [
      day('birth_date', ['When were you born?', '¿Cuándo nació?'], { ...needed, past: true }),
      single(
        'birth_sex',
        ['What sex was recorded at your birth?', '¿Qué sexo se registró al nacer?'],
        { female: ['Female', 'Femenino'], male: ['Male', 'Masculino'], intersex: ['Intersex', 'Intersexual'] },
        {
          ...needed,
          help: words(['Normal lab values depend on it.', 'Los valores normales de los análisis dependen de ello.']),
        },
      ),
      single(
        'gender',
        ['How do you describe your gender?', '¿Cómo describe su género?'],
        {
          woman: ['Woman', 'Mujer'],
          man: ['Man', 'Hombre'],
          non_binary: ['Non-binary', 'No binario'],
          other: ['In another way', 'De otra manera'],
        },
        { mayDecline: true },
      ),
      figure('height', ['How tall are you?', '¿Cuánto mide?'], {
        ...needed,
        min: 48,
        max: 90,
        decimals: 1,
        unit: '[in_i]',
        help: words(['In inches: 5 feet 6 inches are 66.', 'En pulgadas: 5 pies y 6 pulgadas son 66.']),
      }),
      figure('weight', ['How much do you weigh?', '¿Cuánto pesa?'], { ...orDecline, min: 60, max: 800, decimals: 1, unit: '[lb_av]' }),
      single(
        'weight_change',
        ['Has your weight changed in the last 12 months?', '¿Ha cambiado su peso en los últimos 12 meses?'],
        {
          stable: ['No, it is about the same', 'No, es más o menos el mismo'],
          gained: ['I gained more than 10 pounds', 'Aumenté más de 10 libras'],
          lost_on_purpose: ['I lost more than 10 pounds, and meant to', 'Bajé más de 10 libras, a propósito'],
          lost: ['I lost more than 10 pounds without trying', 'Bajé más de 10 libras sin intentarlo'],
        },
        needed,
      ),
      text('occupation', ['What do you do for work?', '¿A qué se dedica?']),
    ],
  },
  {
    id: 'goals',
    title: words(['What you hope for', 'Lo que espera lograr']),
    items: [
      multiple(
        'reasons',
        ['What brings you to us?', '¿Qué le trae con nosotros?'],
        {
          energy: ['More energy', 'Más energía'],
          weight: ['Weight', 'Peso'],
          hormones: ['Hormones, menopause or low testosterone', 'Hormonas, menopausia o testosterona baja'],
          sleep: ['Better sleep', 'Dormir mejor'],
          mood: ['Mood or focus', 'Ánimo o concentración'],
          libido: ['Libido or sexual health', 'Deseo o salud sexual'],
          strength: ['Strength and recovery', 'Fuerza y recuperación'],
          prevention: ['Prevention and a long healthy life', 'Prevención y una vida larga y sana'],
          labs: ['Understanding my lab results', 'Entender mis análisis'],
        },
        needed,
      ),
      longText(
        'main_goal',
        ['If one thing could be better in six months, what would it be?', 'Si algo pudiera mejorar en seis meses, ¿qué sería?'],
        needed,
      ),
      scale('readiness', ['How ready are you to change habits for it?', '¿Qué tan dispuesto está a cambiar hábitos para lograrlo?'], {
        ...needed,
        lowest: words(['Not yet', 'Todavía no']),
        highest: words(['Right away', 'De inmediato']),
      }),
      longText('tried_before', ['What have you tried so far, and what came of it?', '¿Qué ha probado hasta ahora y qué resultado tuvo?']),
    ],
  },
  {
    id: 'preferences',
    title: words(['How we work together', 'Cómo trabajamos juntos']),
    items: [
      multiple(
        'contact_by',
        ['How should we reach you?', '¿Cómo prefiere que le contactemos?'],
        {
          portal: ['Message in this portal', 'Mensaje en este portal'],
          email: ['E-mail', 'Correo electrónico'],
          phone: ['Phone call', 'Llamada'],
          sms: ['Text message', 'Mensaje de texto'],
        },
        needed,
      ),
      single(
        'best_time',
        ['When is a good time for a visit?', '¿Cuándo le viene bien una consulta?'],
        {
          morning: ['Mornings', 'Por la mañana'],
          midday: ['Around noon', 'Al mediodía'],
          evening: ['Late afternoon', 'Por la tarde'],
          any: ['Any time', 'A cualquier hora'],
        },
        needed,
      ),
      single(
        'treatment_style',
        ['Which kind of treatment suits you?', '¿Qué tipo de tratamiento prefiere?'],
        {
          habits_first: ['Habits first, medication only if needed', 'Primero los hábitos, medicación solo si hace falta'],
          both: ['Both together', 'Ambos a la vez'],
          medication: ['Mainly medication', 'Principalmente medicación'],
          unsure: ['I do not know yet', 'Todavía no lo sé'],
        },
        needed,
      ),
      single('injections', ['How do you feel about injections you give yourself?', '¿Qué opina de ponerse usted mismo inyecciones?'], {
        fine: ['Fine', 'Sin problema'],
        with_help: ['With someone to show me', 'Si alguien me enseña'],
        no: ['I would rather not', 'Prefiero no hacerlo'],
      }),
      text('pharmacy', ['Which pharmacy do you use?', '¿Qué farmacia utiliza?'], {
        help: words(['Name and town are enough.', 'Basta el nombre y la ciudad.']),
      }),
      text('primary_care', ['Who is your primary care doctor, if you have one?', '¿Quién es su médico de cabecera, si lo tiene?']),
      longText('anything_else', ['Is there anything we did not ask and should know?', '¿Hay algo que no preguntamos y deberíamos saber?']),
    ],
  },
]
