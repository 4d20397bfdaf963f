/** The public start page: `/start`, and `/start/<token>` for forms of other sites. Outside the API: it answers pages. */
import { randomBytes, randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Submission } from '../../shared/contracts/arrivals.ts'
import { type Language, languages, limits } from '../../shared/values.ts'
import { readAs, system } from '../db/actor.ts'
import { badInput, HttpError, notFound } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { asHttpError } from '../http/problem.ts'
import { activeForm, takeSubmission } from './arrivals.ts'
import { ageOfStamp, newStamp } from './stamp.ts'
import { type Filled, type Frame, formPage, missingPage, thanksPage, traces } from './start-page.ts'
import { type FormRow, findClinicOfForms, ownToken } from './storage.ts'
import { startWords } from './words.ts'

type Values = Record<string, string>
const hidden = { schema: { hide: true } } as const
const longestForm = 64 * 1024

export async function serveStartPages(app: App) {
  await app.register(async (pages) => {
    await pages.register(compress, { encodings: ['br', 'gzip'] })
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: longestForm },
      (_request, text, done) => {
        done(null, firstOfEach(new URLSearchParams(String(text))))
      },
    )
    // A page that other sites may show says so by its own policy.
    pages.addHook('onSend', async (_request, reply) => {
      if (framedBy.has(reply)) reply.removeHeader('x-frame-options')
    })
    for (const path of ['/start', '/start/:token']) {
      pages.get(path, hidden, (request, reply) => showForm(request, reply))
      pages.post(path, hidden, (request, reply) => receiveForm(request, reply))
      pages.get(`${path}/thanks`, hidden, (request, reply) => showThanks(request, reply))
    }
  })
}

async function showForm(request: FastifyRequest, reply: FastifyReply) {
  const form = await formAt(request)
  const asked = firstOfEach(new URLSearchParams(request.url.split('?')[1]))
  if (!form) return send(request, reply.code(404), { form, values: asked, draw: missingPage })
  const values: Values = { referrer: request.headers.referer ?? '' }
  for (const [name, as] of cameWith) if (asked[name]) values[as] = asked[name].slice(0, 200)
  return sendForm(request, reply, form, { values, errors: {}, lang: asked })
}

async function receiveForm(request: FastifyRequest, reply: FastifyReply) {
  const form = await formAt(request)
  const values = (request.body ?? {}) as Values
  const lang = { lang: values.language ?? '' }
  if (!form) return send(request, reply.code(404), { form, values: lang, draw: missingPage })
  const language = languageOf(request, lang)
  const parts = request.server.house
  try {
    const clinic = await readAs(parts.database, system, findClinicOfForms)
    await takeSubmission(parts, form, { given: parsed(values), sender: { address: request.ip, language, clinic: clinic.name } })
  } catch (error) {
    const problem = asHttpError(error)
    if (problem.status >= 500) request.log.error({ reqId: request.id, code: problem.code }, 'a form could not be taken')
    reply.code(problem.status).headers(problem.headers)
    const isOld = ageOfStamp(parts.secret, form.token, { stamp: values.stamp ?? '', now: parts.now() }) === 'old'
    return sendForm(request, reply, form, { values, lang, ...told(problem, { values, language, isOld }) })
  }
  return reply.redirect(`${pathOf(form)}/thanks?lang=${language}`, 303)
}

async function showThanks(request: FastifyRequest, reply: FastifyReply) {
  const form = await formAt(request)
  const asked = firstOfEach(new URLSearchParams(request.url.split('?')[1]))
  return send(request, form ? reply : reply.code(404), { form, values: asked, draw: form ? thanksPage : missingPage })
}

/** What came with the address, by the name under which it is kept. */
const cameWith = [
  ['source', 'source'],
  ['utm_source', 'utmSource'],
  ['utm_medium', 'utmMedium'],
  ['utm_campaign', 'utmCampaign'],
  ['utm_term', 'utmTerm'],
  ['utm_content', 'utmContent'],
] as const

async function formAt(request: FastifyRequest): Promise<FormRow | undefined> {
  const { token = ownToken } = request.params as { token?: string }
  try {
    return await activeForm(request.server.house.database, token)
  } catch (error) {
    if (error instanceof HttpError && error.status === notFound('').status) return undefined
    throw error
  }
}

const pathOf = ({ token }: FormRow) => (token === ownToken ? '/start' : `/start/${token}`)

type Shown = Pick<Filled, 'values' | 'errors' | 'notice'> & { lang: Values }

/** A stamp and a key of its own each time it is shown; one that was refused keeps its key, and its stamp while that counts. */
function sendForm(request: FastifyRequest, reply: FastifyReply, form: FormRow, { lang, ...shown }: Shown) {
  const { secret, now } = request.server.house
  const { stamp: shownAt = '' } = shown.values
  const stamp = ageOfStamp(secret, form.token, { stamp: shownAt, now: now() }) === 'old' ? newStamp(secret, form.token, now()) : shownAt
  const submissionKey = shown.values.submissionKey || randomUUID()
  const draw = (frame: Frame) => formPage(frame, { ...shown, action: pathOf(form), stamp, submissionKey })
  return send(request, reply, { form, values: lang, draw })
}

const framedBy = new WeakSet<FastifyReply>()

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { form, values, draw }: { form: FormRow | undefined; values: Values; draw: (frame: Frame) => string },
) {
  const clinic = await readAs(request.server.house.database, system, findClinicOfForms)
  const nonce = randomBytes(16).toString('base64')
  if (form?.origins.length) framedBy.add(reply)
  const inLanguage = (language: Language) => {
    const kept = new URLSearchParams({ ...(request.method === 'GET' ? values : {}), lang: language })
    return `${request.method === 'GET' ? (request.url.split('?')[0] ?? '') : form ? pathOf(form) : '/start'}?${kept}`
  }
  return reply
    .header('content-security-policy', policyOf(nonce, form?.origins ?? []))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(draw({ language: languageOf(request, values), nonce, clinic, inLanguage }))
}

const policyOf = (nonce: string, origins: readonly string[]) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src data:',
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `frame-ancestors ${origins.length ? `'self' ${origins.join(' ')}` : "'none'"}`,
  ].join('; ')

/** As asked for, else the first wish of the browser that can be met. */
function languageOf(request: FastifyRequest, { lang }: Values): Language {
  const wishes = [lang ?? '', ...(request.headers['accept-language'] ?? '').split(',')]
  const met = wishes.map((wish) => languages.find((each) => wish.trim().toLowerCase().split(/[-;]/)[0] === each))
  return met.find((each) => each !== undefined) ?? 'en'
}

/** Empty fields are left out; every bad one is named at once. */
function parsed(values: Values): Submission {
  const known = ['firstName', 'lastName', 'email', 'phone', 'state', 'timeZone', 'language', 'stamp', 'submissionKey', 'website', ...traces]
  const given = Object.fromEntries(known.flatMap((name) => (values[name] ? [[name, values[name]]] : [])))
  const result = Submission.safeParse({ ...given, consent: values.consent === 'yes' })
  if (result.success) return result.data
  throw badInput(...result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}

/** In the person's words; what they cannot mend is said above the form. */
function told(
  problem: HttpError,
  { values, language, isOld }: { values: Values; language: Language; isOld: boolean },
): Pick<Filled, 'errors' | 'notice'> {
  const words = startWords[language]
  if (problem.status === 429) return { errors: {}, notice: words.tooMany }
  if (problem.status !== 400) return { errors: {}, notice: words.broken }
  const wordOf: Values = { firstName: words.required, lastName: words.required, email: words.badEmail, consent: words.consentNeeded }
  const errors = (problem.errors ?? []).filter(({ path }) => path !== 'stamp' && path !== 'submissionKey')
  if (errors.length === 0) return { errors: {}, notice: isOld ? words.openLong : words.again }
  // A name of which there is too much is not one that is missing.
  const wordFor = (path: string) => ((values[path]?.length ?? 0) > limits.name ? words.tooLong : (wordOf[path] ?? words.badField))
  return { errors: Object.fromEntries(errors.map(({ path }) => [path, wordFor(path)])) }
}

/** A name given twice counts as it was first given. */
function firstOfEach(search: URLSearchParams): Values {
  const values: Values = {}
  for (const [name, value] of search) if (name !== '__proto__' && !Object.hasOwn(values, name)) values[name] = value
  return values
}
