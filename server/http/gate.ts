/** The gate in front of every route: who is calling, may their role do this, does the request come from our own pages. */
import type { FastifyRequest } from 'fastify'
import type { RouteRule } from '../../shared/policy/roles.ts'
import { routePolicy } from '../../shared/policy/routes.ts'
import { forbidden, notSignedIn, otherPerson } from './errors.ts'
import type { Caller, House, PatientCaller } from './house.ts'

export function ruleFor(key: string): RouteRule {
  const rule = (routePolicy as Record<string, RouteRule>)[key]
  if (!rule) throw new Error(`${key} has no entry in shared/policy/: it may not be served`)
  return rule
}

/** Notes the caller if the rule lets them through; anonymous callers pass only where anyone may. A promise only where one is needed. */
export function admit(house: House, request: FastifyRequest, rule: RouteRule): void | Promise<void> {
  if (rule === 'world') return
  if (rule === 'patient') return admitPatient(house, request)
  const caller = house.identify(request)
  if (caller instanceof Promise) return caller.then((found) => admitCaller(house, request, rule, found))
  return admitCaller(house, request, rule, caller)
}

async function admitPatient(house: House, request: FastifyRequest): Promise<void> {
  const patient = await house.identifyPatient(request)
  if (!patient) throw notSignedIn()
  refuseForOther(request, patient.leadId)
  if (isUnsafe(request)) refuseForeignPage(house, request, patient)
  request.patient = patient
  await house.takeRequest(patient)
}

const isUnsafe = ({ method }: FastifyRequest) => method !== 'GET' && method !== 'HEAD'

function admitCaller(
  house: House,
  request: FastifyRequest,
  rule: Exclude<RouteRule, 'patient' | 'world'>,
  caller: Caller | undefined,
): void | Promise<void> {
  if (caller) refuseForOther(request, caller.userId)
  request.caller = caller
  const unsafe = isUnsafe(request)
  if (unsafe && caller?.via !== 'token') refuseForeignPage(house, request, caller)
  if (rule === 'anyone') return
  if (!caller) throw notSignedIn()
  if (!rule.includes(caller.role)) throw forbidden()
  if (unsafe && caller.scope === 'read') throw forbidden('This token may only read.')
  return house.takeRequest(caller)
}

/**
 * Pages say whom they were opened for. The cookie is the browser's, and may be somebody else's by now: what was begun for the
 * first one is neither saved as nor shown from the other.
 */
function refuseForOther(request: FastifyRequest, id: number) {
  const meant = request.headers['signed-in-as']
  if (meant !== undefined && meant !== String(id)) throw otherPerson()
}

/** A cookie travels with requests that other sites make: ours name our own origin. */
function refuseForeignPage(house: House, request: FastifyRequest, caller: Caller | PatientCaller | undefined) {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const ours = origin !== undefined ? isOurs(house, request, origin) : site === 'same-origin'
  if (ours && (site === undefined || site === 'same-origin')) return
  const anonymousProgram = !caller && origin === undefined && site === undefined
  if (!anonymousProgram) throw forbidden('This request comes from another site. Use our own pages, or a token.')
}

function isOurs(house: House, request: FastifyRequest, origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { host, origin: exact } = new URL(origin)
  return host === request.headers.host || (house.publicUrl !== undefined && exact === new URL(house.publicUrl).origin)
}
