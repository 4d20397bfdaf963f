/** What no route answers: 405 for a known path with another method, 404 for the rest. */
import { HttpError, notFound } from './errors.ts'
import type { App } from './house.ts'

/** Call before the routes are registered: it keeps which methods each path knows. */
export function refuseUnknownRoutes(app: App) {
  const known: { path: RegExp; method: string }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) known.push({ path: pathPattern(url), method: each })
  })
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = [...new Set(known.filter((each) => each.path.test(path)).map(({ method }) => method))]
    // One that knows this method was not met for what it names: no record has so long a name.
    if (allowed.length && !allowed.includes(request.method) && path.startsWith('/api/')) {
      reply.header('allow', allowed.join(', '))
      throw new HttpError(405, 'method_not_allowed', `Use ${allowed.join(', ')} here.`)
    }
    throw notFound('This address was')
  })
}

/** `/api/v1/leads/:id` -> the addresses it stands for. */
function pathPattern(url: string): RegExp {
  const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:[A-Za-z]+/g, '[^/]+')}$`)
}
