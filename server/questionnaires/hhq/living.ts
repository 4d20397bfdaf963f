import type { Section } from '../../../shared/questionnaires.ts'
import { figure, multiple, needed, orDecline, scale, single, when, words, yesNo } from './asking.ts'

const howBad = { lowest: words(['Not at all', 'Nada']), highest: words(['Very much', 'Muchísimo']) }

export const living: Section[] = [
  {
    id: 'lifestyle',
    title: words(['How you live', 'Cómo vive']),
    items: [
      figure('sleep_hours', ['How many hours do you sleep in a usual night?', '¿Cuántas horas duerme en una noche normal?'], {
        ...needed,
        min: 0,
        max: 16,
        decimals: 1,
        unit: 'h',
      }),
      scale('sleep_quality', ['How rested do you wake up?', '¿Qué tan descansado despierta?'], {
        ...needed,
        lowest: words(['Worn out', 'Agotado']),
        highest: words(['Fully rested', 'Muy descansado']),
      }),
      yesNo(
        'snores',
        ['Do you snore loudly, or has anyone seen you stop breathing?', '¿Ronca fuerte o alguien le ha visto dejar de respirar?'],
        needed,
      ),
      figure('exercise_days', ['On how many days a week do you exercise?', '¿Cuántos días a la semana hace ejercicio?'], {
        ...needed,
        min: 0,
        max: 7,
      }),
      multiple(
        'exercise_kinds',
        ['What do you do?', '¿Qué hace?'],
        {
          walking: ['Walking', 'Caminar'],
          cardio: ['Running, cycling, swimming', 'Correr, bicicleta, natación'],
          strength: ['Strength training', 'Entrenamiento de fuerza'],
          yoga: ['Yoga or stretching', 'Yoga o estiramientos'],
          sports: ['Team sports', 'Deportes de equipo'],
        },
        { showIf: { match: 'all', rules: [{ item: 'exercise_days', atLeast: 1 }] } },
      ),
      single(
        'diet',
        ['How do you eat most of the time?', '¿Cómo come la mayor parte del tiempo?'],
        {
          mixed: ['A bit of everything', 'De todo un poco'],
          low_carb: ['Low in carbohydrates or keto', 'Bajo en carbohidratos o keto'],
          mediterranean: ['Mediterranean', 'Mediterránea'],
          vegetarian: ['Vegetarian', 'Vegetariana'],
          vegan: ['Vegan', 'Vegana'],
          other: ['In another way', 'De otra manera'],
        },
        needed,
      ),
      figure('sugary_drinks', ['How many sweetened drinks do you have in a week?', '¿Cuántas bebidas azucaradas toma por semana?'], {
        min: 0,
        max: 200,
      }),
      figure('caffeine', ['How many cups of coffee or energy drinks a day?', '¿Cuántas tazas de café o bebidas energéticas al día?'], {
        min: 0,
        max: 30,
      }),
      figure('alcohol', ['How many alcoholic drinks in a usual week?', '¿Cuántas bebidas alcohólicas en una semana normal?'], {
        ...orDecline,
        min: 0,
        max: 150,
      }),
      single(
        'tobacco',
        ['Do you smoke, vape or use tobacco?', '¿Fuma, vapea o usa tabaco?'],
        { never: ['Never', 'Nunca'], before: ['I used to', 'Antes sí'], now: ['Yes', 'Sí'] },
        orDecline,
      ),
      figure('tobacco_a_day', ['How many a day?', '¿Cuántos al día?'], { min: 0, max: 100, ...when('tobacco', 'now') }),
      yesNo('other_substances', ['Do you use cannabis or other substances?', '¿Consume cannabis u otras sustancias?'], orDecline),
      scale('stress', ['How stressed are you these days?', '¿Cuánto estrés tiene estos días?'], { ...needed, ...howBad }),
    ],
  },
  {
    id: 'symptoms',
    title: words(['How you feel', 'Cómo se siente']),
    intro: words([
      'Think of the last two weeks: an ordinary day, not the best or the worst.',
      'Piense en las últimas dos semanas: un día normal, ni el mejor ni el peor.',
    ]),
    items: [
      scale('energy', ['How has your energy been?', '¿Cómo ha estado su energía?'], {
        ...needed,
        lowest: words(['Worn out', 'Agotado']),
        highest: words(['Full of energy', 'Lleno de energía']),
      }),
      scale('focus', ['How well can you concentrate?', '¿Qué tan bien se concentra?'], {
        ...needed,
        lowest: words(['Hardly', 'Apenas']),
        highest: words(['Very well', 'Muy bien']),
      }),
      scale('pain', ['How much do joints or muscles hurt?', '¿Cuánto le duelen las articulaciones o los músculos?'], {
        ...needed,
        ...howBad,
      }),
      scale('hunger', ['How much does hunger or craving bother you?', '¿Cuánto le molesta el hambre o los antojos?'], {
        ...needed,
        ...howBad,
      }),
      scale('libido', ['How is your interest in sex?', '¿Cómo está su interés sexual?'], {
        ...orDecline,
        lowest: words(['None', 'Ninguno']),
        highest: words(['Strong', 'Fuerte']),
      }),
      multiple(
        'symptom_list',
        ['Which of these bother you?', '¿Cuáles de estos le molestan?'],
        {
          hair_loss: ['Losing hair', 'Caída del pelo'],
          dry_skin: ['Dry skin', 'Piel seca'],
          cold: ['Feeling cold', 'Sensación de frío'],
          sweats: ['Hot flashes or night sweats', 'Sofocos o sudores nocturnos'],
          palpitations: ['Racing heart', 'Palpitaciones'],
          headache: ['Headaches', 'Dolores de cabeza'],
          digestion: ['Stomach or bowel trouble', 'Molestias de estómago o intestino'],
          swelling: ['Swollen legs', 'Piernas hinchadas'],
          none: ['None of these', 'Ninguno de estos'],
        },
        needed,
      ),
      yesNo(
        'chest_pain',
        [
          'Do you get chest pain or short of breath when you climb stairs?',
          '¿Siente dolor en el pecho o falta de aire al subir escaleras?',
        ],
        {
          ...needed,
          help: words([
            'With chest pain right now, call 911. Do not wait for us.',
            'Si tiene dolor en el pecho ahora mismo, llame al 911. No nos espere.',
          ]),
        },
      ),
    ],
  },
]
