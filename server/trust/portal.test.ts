import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import type { RouteRule } from '../../shared/policy/roles.ts'
import { routePolicy } from '../../shared/policy/routes.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { signedInPatient } from '../test/patient.ts'
import { report } from '../test/report.ts'
import { signedIn, visitor } from '../test/visitor.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const rules: Record<string, RouteRule> = routePolicy
const endpoints = Object.values(api).flatMap((room) => Object.values(room) as Endpoint[])
const pathOf = ({ path }: Endpoint) => path.replace(/:\w+/g, '1')

describe('two worlds (C9)', () => {
  test('with a portal cookie no staff route answers; with a staff cookie or token no portal route does', async () => {
    const { at } = await signedInPatient(clinic)
    const staff = await signedIn(clinic, clinic.people.admin)
    let asked = 0
    for (const endpoint of endpoints) {
      const rule = rules[endpoint.key]
      if (rule === 'anyone' || rule === 'world') continue
      const ask = [endpoint.method as 'GET', pathOf(endpoint), endpoint.method === 'GET' ? undefined : {}] as const
      const answers = rule === 'patient' ? [await staff.ask(...ask), await staff.ask(...ask, bearer())] : [await at.ask(...ask)]
      for (const { status } of answers) expect(status, endpoint.key).toBe(401)
      asked += answers.length
    }
    report(`Portal and staff: ${asked} requests to each other's routes, 0 answered`)
    expect(asked).toBeGreaterThan(250)
  })

  test('made-up portal cookies open nothing', async () => {
    const at = visitor(clinic)
    const tries = counts(300, 100_000)
    let hits = 0
    for (let turn = 0; turn < tries; turn++) {
      at.cookies.set('portal', randomBytes(32).toString('base64url'))
      if ((await at.ask('GET', '/portal/me')).status !== 401) hits += 1
    }
    report(`Made-up portal cookies: ${tries}, hits ${hits}`)
    expect(hits).toBe(0)
  })
})

const bearer = () => ({ headers: { authorization: `Bearer ${clinic.people.admin.token}` } })

describe('each table shows a patient their own rows alone, by raw SQL as role patient', () => {
  /** Rows of no person: what the clinic shows every patient. */
  const common = new Set([
    'clinic_settings',
    'users',
    'questionnaire_versions',
    'questionnaires',
    'booking_settings',
    'coach_booking',
    'payment_settings',
  ])
  type Table = { name: string; owned: boolean }

  async function asPatient<T>(leadId: number, work: (run: (text: string) => Promise<Record<string, unknown>[]>) => Promise<T>): Promise<T> {
    const client = await clinic.database.pool.connect()
    try {
      await client.query(`begin; set local role patient; set local app.lead_id = '${leadId}'`)
      return await work(async (text) => (await client.query(text)).rows)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test('of every table that belongs to a lead, with a row of somebody else in each', async () => {
    const [own, other] = [await signedInPatient(clinic), await signedInPatient(clinic)]
    const contact = await clinic.as(clinic.people.admin).post<{ id: number }>(`/leads/${other.leadId}/conversion`, { reason: 'test' })
    await build.appointment(clinic, { lead_id: other.leadId, contact_id: contact.body.id, user_id: clinic.people.coach.id })
    await build.task(clinic, { lead_id: other.leadId })
    const tables = await clinic.sql<Table>(
      `select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'lead_id' and not attisdropped) as owned
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    )
    const filled = await fillFor(other.leadId, tables)
    const seen: string[] = []
    for (const { name, owned } of tables) {
      const rows = await asPatient(own.leadId, (run) => run(`select count(*)::int as n from ${name}`)).catch(deniedOr)
      const count = Number(rows[0]?.n ?? 0)
      if (owned && count > 0) {
        const foreign = await asPatient(own.leadId, (run) =>
          run(`select count(*)::int as n from ${name} where lead_id is distinct from ${own.leadId}`),
        )
        if (Number(foreign[0]?.n) > 0) seen.push(name)
      } else if (!owned && count > 0 && !common.has(name)) {
        const isSelf = name === 'leads' || name === 'activity_logs' || name === 'stage_history' || name === 'access_log'
        if (!isSelf) seen.push(name)
      }
    }
    report(`Role patient: ${tables.length} tables asked, ${filled} holding rows of another patient, ${seen.length} showing any`)
    expect(seen).toEqual([])
    const leads = await asPatient(own.leadId, (run) => run('select id from leads'))
    expect(leads).toEqual([{ id: own.leadId }])
    const strange = await asPatient(own.leadId, (run) =>
      run(`select 1 from activity_logs where entity_type = 'lead' and entity_id <> ${own.leadId}`),
    )
    expect(strange).toEqual([])
    expect(filled).toBeGreaterThan(15)
  })

  test('and nobody’s password, links, or secret of a second factor, their own included', async () => {
    const { leadId } = await signedInPatient(clinic)
    for (const column of [
      'leads.password_hash',
      'portal_links.token_hash',
      'portal_second_factors.sealed_secret',
      'portal_sessions.token_hash',
    ]) {
      const [table, name] = column.split('.')
      await expect(
        asPatient(leadId, (run) => run(`select ${name} from ${table}`)),
        column,
      ).rejects.toMatchObject({ code: '42501' })
    }
  })

  const deniedOr = (error: unknown): Record<string, unknown>[] => {
    if ((error as { code?: string }).code === '42501') return []
    throw error
  }

  /** A row of the other's in each table of leads, past triggers and foreign keys; what its checks refuse is left out. */
  async function fillFor(leadId: number, tables: readonly Table[]): Promise<number> {
    let filled = 0
    for (const { name } of tables.filter(({ owned }) => owned)) {
      const columns = await clinic.sql<{ column: string; type: string; isArray: boolean }>(
        `select a.attname as column, format_type(a.atttypid, null) as type, a.attndims > 0 as "isArray" from pg_attribute a
         where a.attrelid = '${name}'::regclass and a.attnum > 0 and not attisdropped and attnotnull and not atthasdef and attname <> 'lead_id'`,
      )
      const values = columns.map(({ type, isArray }) => (isArray ? "'{}'" : sampleOf(type)))
      const names = ['lead_id', ...columns.map(({ column }) => `"${column}"`)].join(', ')
      const insert = `insert into ${name} (${names}) values (${[leadId, ...values].join(', ')})`
      await clinic
        .sql(`do $$ begin set local session_replication_role = replica; ${insert}; end $$`)
        .then(() => (filled += 1))
        .catch(() => undefined)
    }
    return filled
  }

  function sampleOf(type: string): string {
    if (/int|numeric|double/.test(type)) return '7'
    if (type === 'boolean') return 'false'
    if (/^json/.test(type)) return "'{}'"
    if (type === 'uuid') return 'gen_random_uuid()'
    if (type === 'bytea') return "'\\x00'"
    if (type === 'date') return 'current_date'
    if (type.startsWith('timestamp')) return 'now()'
    if (type.startsWith('ts')) return "tsrange(now()::timestamp, now()::timestamp + interval '1 hour')"
    return "'x'"
  }
})
