import type { FastifyReply, FastifyRequest } from 'fastify'
import { arrivalApi } from '../../shared/contracts/arrivals.ts'
import { readAs, system } from '../db/actor.ts'
import { forbidden } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { serve, serveOpen } from '../http/serve.ts'
import { activeForm, takeSubmission, workOnSubmissions } from './arrivals.ts'
import { addPublicForm, arrivalsOf, changePublicForm, publicForms } from './forms.ts'
import { newStamp } from './stamp.ts'
import { type FormRow, findClinicOfForms } from './storage.ts'
import { consentWording } from './words.ts'

export async function arrivalRoutes(app: App, origin: () => string) {
  const parts = app.house
  serve(app, arrivalApi.forms, ({ db }) => publicForms(db, origin()))
  serve(app, arrivalApi.addForm, async ({ db, actor, body }) => ({
    value: await addPublicForm(db, actor, { given: body, origin: origin() }),
  }))
  serve(app, arrivalApi.changeForm, ({ db, actor, params, body }) =>
    changePublicForm(db, actor, params.id, { given: body, origin: origin() }),
  )
  serve(app, arrivalApi.ofLead, ({ db, params }) => arrivalsOf(db, params.id))
  serveOpen(app, arrivalApi.fill, async ({ request, reply, params, query }) => {
    const form = await formFor(request, reply, params.token)
    const clinic = await readAs(parts.database, system, findClinicOfForms)
    const wording = consentWording(query.language ?? 'en', clinic.name)
    return { clinic: clinic.name, wording, stamp: newStamp(parts.secret, form.token, parts.now()) }
  })
  serveOpen(app, arrivalApi.submit, async ({ request, reply, params, body }) => {
    const form = await formFor(request, reply, params.token)
    const clinic = await readAs(parts.database, system, findClinicOfForms)
    const sender = { address: request.ip, language: body.language ?? 'en', clinic: clinic.name } as const
    await takeSubmission(parts, form, { given: body, sender })
    return { received: true }
  })
  // A browser asks first whether another site's page may send.
  for (const path of ['/public/forms/:token', '/public/forms/:token/submissions']) {
    app.options<{ Params: { token: string } }>(path, { schema: { hide: true } }, async (request, reply) => {
      await formFor(request, reply, request.params.token)
      return reply.code(204).headers({ 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': 'content-type' }).send()
    })
  }
  workOnSubmissions(parts.jobs, parts)
}

/** Pages of other sites may use a form when it names their origin; a program without one may too. */
async function formFor(request: FastifyRequest, reply: FastifyReply, token: string): Promise<FormRow> {
  const form = await activeForm(request.server.house.database, token)
  const { origin } = request.headers
  if (origin === undefined) return form
  const isOwn = URL.canParse(origin) && new URL(origin).host === request.headers.host
  if (!isOwn && !form.origins.includes(origin)) throw forbidden('This form may not be used from that site.')
  reply.headers({ 'access-control-allow-origin': origin, 'access-control-max-age': '600', vary: 'Origin' })
  return form
}
