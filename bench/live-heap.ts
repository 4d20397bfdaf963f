/** What a server still holds once its rubbish is out, asked through the inspector of Node.js: by this alone a leak is told from a heap that has room. */

export interface LiveHeap {
  /** In megabytes, after a full collection. */
  measure(): Promise<number>
  close(): void
}

/** Of a process that was started with `--inspect=127.0.0.1:<port>`. */
export async function openLiveHeap(port: number): Promise<LiveHeap> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((done, failed) => {
    socket.addEventListener('open', done)
    socket.addEventListener('error', failed)
  })
  let asked = 0
  const ask = (method: string) =>
    new Promise<Record<string, number>>((done) => {
      const id = ++asked
      const hear = ({ data }: MessageEvent<string>) => {
        const said = JSON.parse(data) as { id?: number; result?: Record<string, number> }
        if (said.id !== id) return
        socket.removeEventListener('message', hear)
        done(said.result ?? {})
      }
      socket.addEventListener('message', hear)
      socket.send(JSON.stringify({ id, method }))
    })
  return {
    measure: async () => {
      await ask('HeapProfiler.collectGarbage')
      const { usedSize = Number.NaN } = await ask('Runtime.getHeapUsage')
      return usedSize / 1e6
    },
    close: () => socket.close(),
  }
}
