import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { openStore } from '@amparo/store'
import { afterAll, expect, it } from 'vitest'
import { useReferralStore } from './support.ts'

const { hub } = await useReferralStore()
const sockets: Socket[] = []
let silent = false
const network = createServer(own => {
  const { hostname, port } = new URL(hub.services['referral'] ?? '')
  const far = connect(Number(port), hostname)
  sockets.push(own, far)
  for (const socket of [own, far]) socket.on('error', () => {})
  if (!silent) own.pipe(far).pipe(own)
})
network.listen(0, '127.0.0.1')
await once(network, 'listening')
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  network.close()
})

it.each([false, true])(
  'A network that goes away without a word holds nobody up for ever (pipelined: %s)',
  async pipeline => {
    const url = new URL(hub.services['referral'] ?? '')
    url.host = `127.0.0.1:${(network.address() as AddressInfo).port}`
    const store = await openStore({
      ...{ url: url.href, service: 'referral', entities: [], applicationName: 'silent', pipeline },
      ...{ statementTimeoutMs: 1_000, maxConnections: 4 },
    })
    let told = 0
    const listening = await store.wake.listen(
      () => told++,
      () => {},
    )
    const ask = (sql: (text: string) => Promise<unknown>) => sql('select 1 as one')
    const each = () => [
      store.run(({ sql }) => ask(sql)),
      store.read(({ sql }) => ask(sql)),
      store.statement('select 1 as one'),
      pipeline ? store.ready() : store.copyOut(`select ''::bytea`, [], () => {}),
    ]
    await Promise.all(each())
    // Longer than any question may take: who listens asks nothing meanwhile.
    await new Promise(resolve => setTimeout(resolve, 2_500))
    await store.wake.tellOthers()
    await expect.poll(() => told).toBe(1)
    await listening.stop()
    await Promise.all(each())
    silent = true
    for (const socket of sockets) socket.unpipe().pause()
    const from = Date.now()
    const codes = each().map(one =>
      one.then(
        () => 'answered',
        (error: { code: string }) => error.code,
      ),
    )
    expect(await Promise.all(codes)).toEqual(Array(4).fill('database_unavailable'))
    expect(Date.now() - from).toBeLessThan(8_000)
    silent = false
    await Promise.all(each())
    await store.close()
  },
  30_000,
)
