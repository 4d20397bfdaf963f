/** Words the demo clinic is made of: names as various as a clinic's people, numbers nobody has, notes somebody might take. */
import type { ContactStage, LeadStatus } from '../../shared/values.ts'

export const firstNames =
  `Aaliyah Aarav Abigail Adriana Ahmed Aiko Alejandro Alice Amara Amir Ana Andre Angela Anjali Anthony Antoine Ashley Beatriz
Benjamin Bianca Brandon Brian Caleb Camila Carlos Carmen Caroline Catherine Cedric Chidi Chloe Christopher Connor Crystal Daniel Danielle
Darius David Deepa Denise Diego Dmitri Dominique Eduardo Elena Elijah Elise Emily Emmanuel Erica Esther Ethan Fatima Felix Francesca Gabriel
Genevieve George Gloria Grace Hannah Haruto Hassan Heather Hector Helen Ibrahim Imani Ingrid Isaac Isabella Jabari Jacob Jamal James Jasmine
Javier Jennifer Jessica Joaquin Jordan Joseph Julia Kamal Karen Katherine Keisha Kenji Kevin Khadija Kiara Lakshmi Latoya Laura Layla Leila
Leon Liam Linda Lucia Luis Madison Maeve Malik Marcus Margaret Maria Mariam Marisol Mateo Matthew Mei Melissa Michael Miguel Mina Miriam
Mohammed Monica Nadia Naomi Natalie Nathan Nia Nicholas Nina Noah Nora Oksana Olivia Omar Oscar Patricia Paul Pedro Priya Quentin Rachel Rafael
Rahul Ramona Raymond Rebecca Renee Ricardo Robert Rosa Ruth Ryan Sabrina Samira Samuel Sandra Santiago Sara Sean Sergei Shanice Sofia
Stella Stephen Sunita Tamara Tariq Tatiana Teresa Terrence Theresa Thomas Tiana Tomas Trevor Tyler Uma Valentina Vanessa Victor Vincent
Wei William Xavier Ximena Yara Yasmin Yolanda Yusuf Zachary Zainab Zoe`.split(/\s+/)

export const lastNames = `Abdi Acosta Adams Adeyemi Aguilar Ahmed Alvarez Andersen Arroyo Bailey Baker Banerjee Barnes Begum Bell Bennett
Bianchi Brooks Brown Bui Butler Campbell Cardenas Carter Castillo Chang Chavez Chen Chopra Chowdhury Clark Cohen Coleman Collins Cooper Cortez Cruz
Dasgupta Davis Delgado Desai Diaz Dubois Edwards Eze Farah Fernandez Fischer Fitzgerald Flores Foster Fujimoto Garcia Ghosh Gomez Gonzalez Green Greene
Gupta Gutierrez Haddad Hall Hansen Harris Hassan Hayes Hernandez Hill Ho Hoang Howard Hughes Hussein Ibarra Iqbal Iyer Jackson James Jansen
Jimenez Johnson Jones Joshi Kapoor Kaur Kelly Khan Kim Kowalski Krishnan Kumar Larsen Le Lee Levy Lewis Lim Lin Liu Lopez MacDonald Mahmoud Malik
Marino Martin Martinez Mbeki McCarthy Medina Mehta Mendoza Meyer Miller Mitchell Mohamed Molina Montoya Moore Morales Moreau Morgan Morris Murphy
Nakamura Navarro Nelson Nguyen Nowak Nwosu Oconnor Odom Okafor Okoye Oliveira Ortega Ortiz Osei Owens Palmer Park Parker Patel Perez Peterson Petrov
Pham Phillips Pierre Powell Price Quinn Rahman Ramirez Ramos Rao Reyes Rivera Roberts Robinson Rodriguez Rojas Romano Rosen Rossi Ruiz Russo
Salazar Sanchez Santos Sato Schmidt Schneider Scott Sharma Silva Simmons Singh Smith Sokolov Soto Stewart Suarez Suzuki Sullivan Takahashi Tanaka
Taylor Thomas Thompson Torres Tran Turner Vargas Vasquez Vega Volkov Walker Wallace Wang Ward Washington Watson Weber White Williams Wilson Wong
Wright Wu Xu Yamamoto Yang Yilmaz Young Zamora Zhang Zhou`.split(/\s+/)

/** One of each of forty states; numbers from 555-0100 to 555-0199 belong to nobody. */
export const areaCodes =
  `205 907 480 501 415 619 303 203 302 305 404 808 208 312 317 515 316 502 504 207 410 617 313 612 601 314 406 402 702 603
201 505 212 704 701 216 405 503 215 401 803 615 512 801 206 304 414`.split(/\s+/)

export const mailHosts = ['example.com', 'example.com', 'example.org', 'example.net'] as const

export const leadTypes = ['Weight', 'Hormones', 'Sleep', 'Longevity', 'Thyroid', 'Energy', 'Performance'] as const

export const leadNotes = [
  'Prefers calls after 4 pm, their time.',
  'Heard of us in a podcast. Asks what the first three months cost.',
  'Partner is a patient of ours; wants the same coach.',
  'Works night shifts: mornings do not suit.',
  'Has lab results from spring and will upload them.',
  'Wants to talk to a coach before paying.',
  'Compares us with a clinic nearby. Price matters.',
  'Asked whether the plan works while travelling. Sent the guide.',
  'Shares the number with a spouse: ask for the first name.',
  'Needs the invoice for an employer.',
  'Would rather write than talk; answers e-mails the same day.',
  'Tried two diets alone; wants somebody to check in weekly.',
  'Moving to another state next month: check that we serve it.',
  'Questions about the consent form; went through it together.',
] as const

export const patientNotes = [
  'Reads results with a spouse on the line.',
  'Allergic to latex; tell the lab.',
  'Best reached by message, not by phone.',
  'Wants figures and charts with each review.',
  'Travels every second week: keep Mondays free.',
  'Sleeps better since the second refill.',
  'Needs a large-print summary.',
  'Runs a half marathon in spring; plan around it.',
  'Draws blood early in the morning, fasting.',
  'Doing well. Cut the check-ins to one a month.',
] as const

export const callNotes = [
  'Went through the plan and the price.',
  'Will decide with the family this weekend.',
  'Asked to be called again tomorrow.',
  'Sent the link while we talked.',
  'Stuck on question 12; finished it together.',
  'Card was declined; will try another.',
  'Left word with the booking link.',
] as const

/** What comes next with a lead, by where it stands. */
export const leadSteps: Record<LeadStatus, readonly string[]> = {
  'HHQ Started': ['Call about the questionnaire', 'Send the questionnaire link again', 'First call'],
  'HHQ Signed': ['Call to book the first visit', 'Explain the plans', 'Send the booking link'],
  'Booking: Not Paid': ['Help with the payment', 'Send the payment link', 'Call about the price'],
  'Booking: Paid/Not Booked': ['Find a time for the visit', 'Send open times', 'Call to book'],
  'Booking: Paid/Booked': ['Confirm the visit', 'Send the preparation sheet', 'Check the video link'],
}

const labs = ['Order the lab kit', 'Chase the lab results', 'Confirm the blood draw'] as const
const review = ['Prepare the lab review', 'Send the results summary'] as const
const exam = ['Book the provider exam', 'Send the exam summary'] as const
const refill = ['Send the refill to the pharmacy', 'Confirm the delivery', 'Check in on side effects'] as const

/** What a coach does with a patient in each stage. */
export const patientSteps: Record<ContactStage, readonly string[]> = {
  Intake: ['Welcome call', 'Collect the intake forms', 'Set up the patient portal'],
  'Initial Labs': labs,
  'Initial Lab Review': review,
  'Initial Provider Exam': exam,
  'Initial Medication Order': ['Send the order to the pharmacy', 'Explain the medication plan'],
  '1st Follow-up Labs': labs,
  'First Follow-Up Lab Review': review,
  'First Follow-Up Provider Exam': exam,
  'First Medication Refill': refill,
  'Second Follow-Up Labs': labs,
  'Second Follow-Up Lab Review': review,
  'Second Follow-up Provider Exam': exam,
  'Second Medication Refill': refill,
  'Third Medication Refill': refill,
  'Restart Annual Process': ['Talk about the second year', 'Plan the yearly labs'],
}
