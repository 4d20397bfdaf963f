/** A mail server of the test's own: what the clinic sends lands here. */
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface PostBox {
  url: string
  /** The text of the next letter to an address; waits for it, half a minute unless told otherwise. */
  letterTo(email: string, longestMs?: number): Promise<string>
  /** How many letters lie there that nobody asked for. */
  more(): number
  close(): Promise<void>
  /** At the same address, after it was closed. */
  reopen(): Promise<void>
}

export async function openPostBox(): Promise<PostBox> {
  const letters: { to: string; text: string }[] = []
  const open = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        simpleParser(stream).then(({ text = '' }) => {
          letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text })
          done()
        }, done)
      },
    })
  let server = open()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const letterTo = async (email: string, longestMs = 30_000) => {
    for (const end = Date.now() + longestMs; Date.now() < end; ) {
      const at = letters.findIndex(({ to }) => to === email)
      if (at >= 0) return letters.splice(at, 1)[0]?.text ?? ''
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`No letter came to ${email}`)
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    letterTo,
    more: () => letters.length,
    reopen: () => {
      server = open()
      return new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
