/** How people arrive: public forms, what was sent through them, where a lead came from and what they agreed to. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { emailAddress, Id, IdParams, line, optionalLine, prose, SentTime } from '../inputs.ts'
import { consentKinds, languages, leadSources, limits } from '../values.ts'
import { isTimeZone } from '../zones.ts'

const Token = z.strictObject({ token: z.string().min(1).max(60) })
const Trace = optionalLine(200).optional()

export const Submission = z
  .strictObject({
    firstName: line(limits.name),
    lastName: line(limits.name),
    email: emailAddress,
    phone: optionalLine(limits.phone).optional(),
    state: z
      .string()
      .trim()
      .regex(/^[A-Za-z]{2}$/, 'is not the two letters of a state or province, such as CA')
      .transform((letters) => letters.toUpperCase())
      .nullish(),
    timeZone: z.string().max(64).refine(isTimeZone, 'is not an IANA time zone such as America/New_York').nullish(),
    language: z.enum(languages).optional(),
    consent: z.literal(true, 'is required'),
    /** As `GET` gave it: says when the form was shown. */
    stamp: z.string().min(1, 'is required').max(200),
    submissionKey: line(100).describe('Chosen by the form, once for each time it is shown: the same key again is the same act'),
    website: prose(500).optional().describe('A field that people do not see; whatever fills it in is none'),
    source: Trace,
    utmSource: Trace,
    utmMedium: Trace,
    utmCampaign: Trace,
    utmTerm: Trace,
    utmContent: Trace,
    referrer: optionalLine(500).optional(),
  })
  .meta({ id: 'Submission' })
export type Submission = z.output<typeof Submission>

const FormToFill = z
  .object({
    clinic: z.string(),
    /** What is agreed to by `consent`. */
    wording: z.string(),
    stamp: z.string(),
  })
  .meta({ id: 'FormToFill' })

const Origin = z
  .string()
  .trim()
  .max(200)
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value, {
    message: 'is not the origin of a site, such as https://clinic.example',
  })

const PublicForm = z
  .object({
    id: Id,
    name: z.string(),
    token: z.string(),
    origins: z.array(z.string()),
    leadSource: z.enum(leadSources),
    isActive: z.boolean(),
    createdAt: SentTime,
    /** Its page, to link or embed. */
    url: z.string(),
    submissions: z.int(),
  })
  .meta({ id: 'PublicForm' })

const formFields = {
  name: line(limits.name),
  origins: z.array(Origin).max(20),
  leadSource: z.enum(leadSources),
}

const Touch = z.object({
  at: SentTime,
  form: z.string().nullable(),
  source: z.string().nullable(),
  utmSource: z.string().nullable(),
  utmMedium: z.string().nullable(),
  utmCampaign: z.string().nullable(),
  utmTerm: z.string().nullable(),
  utmContent: z.string().nullable(),
  referrer: z.string().nullable(),
  leadSource: z.enum(leadSources),
})
const Consent = z.object({
  id: Id,
  kind: z.enum(consentKinds),
  wording: z.string(),
  givenAt: SentTime,
  withdrawnAt: SentTime.nullable(),
})

export const arrivalApi = {
  fill: endpoint('GET', '/public/forms/:token', {
    summary: 'What a form of one’s own shows and sends along',
    params: Token,
    query: z.strictObject({ language: z.enum(languages).optional() }),
    reply: FormToFill,
  }),
  submit: endpoint('POST', '/public/forms/:token/submissions', {
    summary: 'Send a form in; the answer is the same whoever is known here',
    params: Token,
    body: Submission,
    reply: z.object({ received: z.literal(true) }),
    status: 202,
  }),
  forms: endpoint('GET', '/public-forms', { summary: 'Forms through which people arrive', reply: z.object({ data: z.array(PublicForm) }) }),
  addForm: endpoint('POST', '/public-forms', {
    summary: 'Add a form',
    body: z.strictObject({
      ...formFields,
      origins: formFields.origins.default([]),
      leadSource: formFields.leadSource.default('HHQ Started'),
    }),
    reply: PublicForm,
    status: 201,
  }),
  changeForm: endpoint('PATCH', '/public-forms/:id', {
    summary: 'Change a form, or switch it off',
    params: IdParams,
    body: z.strictObject({ ...formFields, isActive: z.boolean() }).partial(),
    reply: PublicForm,
  }),
  ofLead: endpoint('GET', '/leads/:id/arrivals', {
    summary: 'Where a lead came from, each time they came, and what they agreed to',
    params: IdParams,
    reply: z.object({ touches: z.array(Touch), consents: z.array(Consent) }),
  }),
}
