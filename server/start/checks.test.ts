import { createServer, type Server } from 'node:net'
import { afterEach, expect, inject, test } from 'vitest'
import { checkDatabase, checkPort } from './checks.ts'

let server: Server | undefined
afterEach(() => server?.close())

test('a taken port is named, with what to do', async () => {
  const port = await listen(createServer())
  await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(
    `PORT ${port} is taken by another program: stop that, or set PORT to a free one.`,
  )
})

test('a free port passes and stays free', async () => {
  const port = await listen(createServer())
  await new Promise((done) => server?.close(done))
  await checkPort(port, '127.0.0.1')
  await checkPort(port, '127.0.0.1')
})

test('an address of another machine is named', async () => {
  await expect(checkPort(0, '192.0.2.1')).rejects.toThrow('This machine has no address 192.0.2.1')
})

test('a database that answers and is new enough passes', async () => {
  await checkDatabase(inject('clusterUrl'))
})

test('an unreachable database is named without its password', async () => {
  const refusal = checkDatabase('postgres://owner:hunter2@127.0.0.1:1/healthcrm')
  await expect(refusal).rejects.toThrow(/^The database healthcrm at 127\.0\.0\.1:1 cannot be used \(.+\): check DATABASE_URL/)
  await expect(refusal).rejects.not.toThrow('hunter2')
})

test('a database that refuses us is named', async () => {
  const url = new URL(inject('clusterUrl'))
  url.password = 'wrong'
  await expect(checkDatabase(url.href)).rejects.toThrow('password authentication failed')
})

test('a PostgreSQL older than 15 is refused', async () => {
  const port = await listen(
    createServer((socket) => socket.once('data', () => socket.on('data', () => socket.write(fourteen)).write(welcome))),
  )
  await expect(checkDatabase(`postgres://owner@127.0.0.1:${port}/healthcrm`)).rejects.toThrow(
    'DATABASE_URL leads to PostgreSQL 14.9: HealthCRM needs 15 or later.',
  )
})

function listen(made: Server): Promise<number> {
  server = made
  return new Promise((done) => made.listen(0, '127.0.0.1', () => done(portOf(made))))
}

function portOf(made: Server): number {
  const address = made.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** The few messages by which an old server lets us in and answers our one question. */
const welcome = Buffer.concat([message('R', Buffer.from([0, 0, 0, 0])), message('Z', Buffer.from('I'))])
const fourteen = Buffer.concat([
  message('T', Buffer.concat([short(2), column('number', 23), column('name', 25)])),
  message('D', Buffer.concat([short(2), long(6), Buffer.from('140009'), long(4), Buffer.from('14.9')])),
  message('C', Buffer.from('SELECT 1\0')),
  message('Z', Buffer.from('I')),
])

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), long(body.length + 4), body])
}

function column(name: string, type: number): Buffer {
  return Buffer.concat([Buffer.from(`${name}\0`), long(0), short(0), long(type), short(-1), long(-1), short(0)])
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
