import type { Section } from '../../../shared/questionnaires.ts'
import { allergies, longText, medications, multiple, needed, orDecline, single, text, when, words, yesNo } from './asking.ts'

export const history: Section[] = [
  {
    id: 'medical_history',
    title: words(['Your medical history', 'Su historia médica']),
    items: [
      multiple(
        'conditions',
        ['Which of these do you have, or have had?', '¿Cuáles de estos tiene o ha tenido?'],
        {
          high_blood_pressure: ['High blood pressure', 'Presión alta'],
          high_cholesterol: ['High cholesterol', 'Colesterol alto'],
          heart_disease: ['Heart disease or heart attack', 'Enfermedad o infarto del corazón'],
          stroke: ['Stroke', 'Derrame cerebral'],
          blood_clot: ['Blood clot in leg or lung', 'Coágulo en la pierna o el pulmón'],
          diabetes: ['Diabetes', 'Diabetes'],
          prediabetes: ['Prediabetes', 'Prediabetes'],
          thyroid: ['Thyroid disease', 'Enfermedad de la tiroides'],
          kidney: ['Kidney disease', 'Enfermedad del riñón'],
          liver: ['Liver disease', 'Enfermedad del hígado'],
          pancreatitis: ['Pancreatitis', 'Pancreatitis'],
          gallbladder: ['Gallstones', 'Cálculos biliares'],
          sleep_apnea: ['Sleep apnea', 'Apnea del sueño'],
          asthma: ['Asthma or lung disease', 'Asma o enfermedad pulmonar'],
          autoimmune: ['Autoimmune disease', 'Enfermedad autoinmune'],
          cancer: ['Cancer', 'Cáncer'],
          seizures: ['Seizures', 'Convulsiones'],
          none: ['None of these', 'Ninguno de estos'],
        },
        needed,
      ),
      single(
        'diabetes_kind',
        ['Which kind of diabetes?', '¿Qué tipo de diabetes?'],
        {
          type_1: ['Type 1', 'Tipo 1'],
          type_2: ['Type 2', 'Tipo 2'],
          pregnancy: ['In pregnancy only', 'Solo en el embarazo'],
          unsure: ['I do not know', 'No lo sé'],
        },
        { ...needed, ...when('conditions', 'diabetes') },
      ),
      text('cancer_kind', ['Which cancer, and when?', '¿Qué cáncer y cuándo?'], { ...orDecline, ...when('conditions', 'cancer') }),
      yesNo(
        'heart_last_year',
        [
          'Did the heart disease, stroke or clot happen in the last 12 months?',
          '¿Ocurrió la enfermedad del corazón, el derrame o el coágulo en los últimos 12 meses?',
        ],
        { ...needed, ...when('conditions', 'heart_disease', 'stroke', 'blood_clot') },
      ),
      longText('other_conditions', ['Any other illness we should know of?', '¿Alguna otra enfermedad que debamos conocer?']),
      yesNo(
        'recent_labs',
        ['Did you have blood drawn for labs in the last 6 months?', '¿Se hizo análisis de sangre en los últimos 6 meses?'],
        needed,
      ),
    ],
  },
  {
    id: 'surgeries',
    title: words(['Surgeries and hospital stays', 'Cirugías y hospitalizaciones']),
    items: [
      yesNo('had_surgery', ['Have you ever had surgery?', '¿Alguna vez le han operado?'], needed),
      longText('surgery_list', ['Which, and in what year?', '¿Cuáles y en qué año?'], { ...needed, ...when('had_surgery', 'yes') }),
      yesNo('weight_surgery', ['Was one of them for weight?', '¿Alguna fue por el peso?'], { ...needed, ...when('had_surgery', 'yes') }),
      yesNo(
        'hospital_last_year',
        ['Were you in hospital in the last 12 months?', '¿Estuvo hospitalizado en los últimos 12 meses?'],
        needed,
      ),
      text('hospital_why', ['What for?', '¿Por qué motivo?'], { ...orDecline, ...when('hospital_last_year', 'yes') }),
    ],
  },
  {
    id: 'family',
    title: words(['Your family', 'Su familia']),
    intro: words(['Think of parents, brothers, sisters, children and grandparents.', 'Piense en padres, hermanos, hijos y abuelos.']),
    items: [
      multiple(
        'family_conditions',
        ['Did a close relative have one of these?', '¿Algún familiar cercano tuvo algo de esto?'],
        {
          early_heart: ['Heart attack or stroke before 60', 'Infarto o derrame antes de los 60'],
          diabetes: ['Diabetes', 'Diabetes'],
          breast_cancer: ['Breast or ovarian cancer', 'Cáncer de mama o de ovario'],
          prostate_cancer: ['Prostate cancer', 'Cáncer de próstata'],
          colon_cancer: ['Colon cancer', 'Cáncer de colon'],
          thyroid_cancer: ['Thyroid cancer', 'Cáncer de tiroides'],
          clots: ['Blood clots', 'Coágulos de sangre'],
          dementia: ['Dementia', 'Demencia'],
          none: ['None that I know of', 'Ninguno que yo sepa'],
        },
        { ...needed, mayDecline: true },
      ),
      yesNo(
        'medullary_cancer',
        ['Was it medullary thyroid cancer, or the syndrome called MEN 2?', '¿Fue cáncer medular de tiroides o el síndrome llamado NEM 2?'],
        {
          ...when('family_conditions', 'thyroid_cancer'),
          help: words([
            'If you are not sure, leave this open: your care team asks again.',
            'Si no está seguro, déjelo sin responder: su equipo volverá a preguntar.',
          ]),
        },
      ),
    ],
  },
  {
    id: 'medicines',
    title: words(['Medications', 'Medicamentos']),
    items: [
      yesNo(
        'takes_medications',
        ['Do you take any medication, also without prescription?', '¿Toma algún medicamento, también sin receta?'],
        needed,
      ),
      medications('medication_list', ['What do you take?', '¿Qué toma?'], {
        ...needed,
        ...when('takes_medications', 'yes'),
        help: words(['The dose stands on the label, for example 50 mg.', 'La dosis está en la etiqueta, por ejemplo 50 mg.']),
      }),
      multiple(
        'supplements',
        ['Which supplements do you take?', '¿Qué suplementos toma?'],
        {
          multivitamin: ['Multivitamin', 'Multivitamínico'],
          vitamin_d: ['Vitamin D', 'Vitamina D'],
          omega_3: ['Omega 3 or fish oil', 'Omega 3 o aceite de pescado'],
          magnesium: ['Magnesium', 'Magnesio'],
          biotin: ['Biotin', 'Biotina'],
          creatine: ['Creatine', 'Creatina'],
          other: ['Others', 'Otros'],
          none: ['None', 'Ninguno'],
        },
        needed,
      ),
      multiple(
        'hormones_before',
        ['Have you ever used one of these?', '¿Alguna vez ha usado algo de esto?'],
        {
          testosterone: ['Testosterone', 'Testosterona'],
          estrogen: ['Estrogen or progesterone', 'Estrógeno o progesterona'],
          thyroid: ['Thyroid hormone', 'Hormona tiroidea'],
          glp1: ['A weekly injection for weight (GLP-1)', 'Una inyección semanal para el peso (GLP-1)'],
          peptides: ['Peptides or growth hormone', 'Péptidos u hormona del crecimiento'],
          none: ['None of these', 'Ninguno de estos'],
        },
        orDecline,
      ),
      text('hormones_trouble', ['Did any of them give you trouble?', '¿Alguno le causó problemas?'], {
        ...when('hormones_before', 'testosterone', 'estrogen', 'thyroid', 'glp1', 'peptides'),
      }),
    ],
  },
  {
    id: 'allergies',
    title: words(['Allergies', 'Alergias']),
    items: [
      yesNo('has_allergies', ['Are you allergic to anything?', '¿Es alérgico a algo?'], {
        ...needed,
        help: words(['Medication, food, latex, anything.', 'Medicamentos, alimentos, látex, cualquier cosa.']),
      }),
      allergies('allergy_list', ['To what, and what happens?', '¿A qué y qué le ocurre?'], { ...needed, ...when('has_allergies', 'yes') }),
      yesNo('anaphylaxis', ['Did an allergy ever stop you from breathing?', '¿Alguna alergia le ha impedido respirar?'], {
        ...needed,
        ...when('has_allergies', 'yes'),
      }),
    ],
  },
]
