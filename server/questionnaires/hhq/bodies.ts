import type { Section } from '../../../shared/questionnaires.ts'
import { orDecline, scale, single, when, words, yesNo } from './asking.ts'

export const bodies: Section[] = [
  {
    id: 'womens_health',
    title: words(['Women’s health', 'Salud de la mujer']),
    ...when('birth_sex', 'female', 'intersex'),
    items: [
      single(
        'periods',
        ['Where are you with your periods?', '¿Cómo están sus menstruaciones?'],
        {
          regular: ['Regular', 'Regulares'],
          irregular: ['Irregular', 'Irregulares'],
          menopause: ['None for more than 12 months', 'Ninguna desde hace más de 12 meses'],
          removed: ['None since surgery or by medication', 'Ninguna por cirugía o medicación'],
        },
        orDecline,
      ),
      single(
        'pregnant',
        ['Are you pregnant, trying, or breastfeeding?', '¿Está embarazada, buscando embarazo o amamantando?'],
        {
          no: ['No', 'No'],
          pregnant: ['Pregnant', 'Embarazada'],
          trying: ['Trying', 'Buscando embarazo'],
          breastfeeding: ['Breastfeeding', 'Amamantando'],
        },
        { ...orDecline, ...when('periods', 'regular', 'irregular') },
      ),
      single(
        'contraception',
        ['Which contraception do you use?', '¿Qué anticonceptivo utiliza?'],
        {
          none: ['None', 'Ninguno'],
          pill: ['Pill, patch or ring', 'Píldora, parche o anillo'],
          iud: ['IUD or implant', 'DIU o implante'],
          other: ['Another', 'Otro'],
        },
        { mayDecline: true, ...when('periods', 'regular', 'irregular') },
      ),
      yesNo('pcos', ['Were you ever told that you have PCOS or endometriosis?', '¿Le han dicho que tiene SOP o endometriosis?'], orDecline),
      single('mammogram', ['When was your last mammogram?', '¿Cuándo fue su última mamografía?'], {
        last_2_years: ['In the last 2 years', 'En los últimos 2 años'],
        longer: ['Longer ago', 'Hace más tiempo'],
        never: ['Never', 'Nunca'],
      }),
    ],
  },
  {
    id: 'mens_health',
    title: words(['Men’s health', 'Salud del hombre']),
    ...when('birth_sex', 'male', 'intersex'),
    items: [
      scale('erections', ['How satisfied are you with your erections?', '¿Qué tan satisfecho está con sus erecciones?'], {
        ...orDecline,
        lowest: words(['Not at all', 'Nada']),
        highest: words(['Fully', 'Del todo']),
      }),
      yesNo(
        'urination',
        ['Is it hard to pass water, or do you get up for it at night?', '¿Le cuesta orinar o se levanta por la noche para hacerlo?'],
        orDecline,
      ),
      yesNo(
        'prostate',
        ['Were you ever told of a prostate problem or a raised PSA?', '¿Le han hablado de un problema de próstata o de un PSA elevado?'],
        orDecline,
      ),
      yesNo('wants_children', ['Would you like to father children in the next years?', '¿Le gustaría tener hijos en los próximos años?'], {
        ...orDecline,
        help: words(['Testosterone can stop the making of sperm.', 'La testosterona puede detener la producción de espermatozoides.']),
      }),
    ],
  },
]
