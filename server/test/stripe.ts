/** A little of Stripe's API, on this machine: remembers what it was asked, and signs messages as Stripe does. */
import { createServer, type IncomingMessage } from 'node:http'
import { Stripe } from 'stripe'
import type { Answer, TestApp } from './app.ts'

export const stripeSecrets = { STRIPE_SECRET_KEY: 'sk_test_healthcrm', STRIPE_WEBHOOK_SECRET: 'whsec_healthcrm' }

interface Session {
  id: string
  url: string
  status: 'open' | 'complete' | 'expired'
  asked: URLSearchParams
}
export interface FakeStripe {
  url: string
  /** In the order in which they were begun. */
  sessions: Session[]
  refunds: { id: string; asked: URLSearchParams }[]
  /** Runs once a refund is made, before Stripe answers; throwing, no answer comes. */
  beforeAnswer: (refund: FakeStripe['refunds'][number]) => Promise<void>
  close(): Promise<void>
}

export async function fakeStripe(): Promise<FakeStripe> {
  const sessions: Session[] = []
  const refunds: FakeStripe['refunds'] = []
  const byKey = new Map<string, object>()
  const answer = (method: string, path: string, asked: URLSearchParams): object | undefined => {
    if (method === 'POST' && path === '/v1/checkout/sessions') {
      const id = `cs_test_${sessions.length + 1}`
      const session: Session = { id, url: `https://checkout.stripe.example/${id}`, status: 'open', asked }
      sessions.push(session)
      return shown(session)
    }
    if (method === 'POST' && path === '/v1/refunds') {
      const id = `re_${refunds.length + 1}`
      refunds.push({ id, asked })
      return { id, object: 'refund', amount: Number(asked.get('amount')), status: 'succeeded', payment_intent: asked.get('payment_intent') }
    }
    const found = sessions.find(({ id }) => path === `/v1/checkout/sessions/${id}`)
    return found && shown(found)
  }
  const fake = { beforeAnswer: async (_refund: FakeStripe['refunds'][number]) => undefined as void }
  const server = createServer(async (request, response) => {
    const asked = new URLSearchParams(await textOf(request))
    const key = request.headers['idempotency-key']
    const known = typeof key === 'string' ? byKey.get(key) : undefined
    const body = known ?? answer(request.method ?? '', new URL(request.url ?? '/', 'http://stripe').pathname, asked)
    if (typeof key === 'string' && body) byKey.set(key, body)
    const made = refunds.find(({ id }) => body && 'id' in body && body.id === id)
    const isAnswered =
      !made ||
      (await fake.beforeAnswer(made).then(
        () => true,
        () => false,
      ))
    if (!isAnswered) return request.socket.destroy()
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? { error: { message: 'No such thing' } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return Object.assign(fake, {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    sessions,
    refunds,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}

const shown = ({ id, url, status }: Session) => ({ id, object: 'checkout.session', url: status === 'open' ? url : null, status })

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

const signer = new Stripe(stripeSecrets.STRIPE_SECRET_KEY)
let events = 0

export interface Told {
  id?: string
  type: string
  object: object
  at?: Date
  /** Signed this many seconds ago. */
  age?: number
  /** What is sent instead of what was signed. */
  tampered?: (text: string) => string
  secret?: string
}

/** Says something as Stripe would. */
export async function tellOfMoney(
  { app }: Pick<TestApp, 'app'>,
  { id, type, object, at = new Date(), age = 0, tampered, secret }: Told,
): Promise<Pick<Answer, 'status'>> {
  events += 1
  const created = Math.floor(at.getTime() / 1000)
  const payload = JSON.stringify({ id: id ?? `evt_${events}`, object: 'event', type, created, data: { object } })
  const timestamp = Math.floor(at.getTime() / 1000) - age
  const header = signer.webhooks.generateTestHeaderString({ payload, timestamp, secret: secret ?? stripeSecrets.STRIPE_WEBHOOK_SECRET })
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/api/v1/webhooks/stripe',
    headers: { 'content-type': 'application/json', 'stripe-signature': header },
    payload: tampered ? tampered(payload) : payload,
  })
  return { status: statusCode }
}
