import { type Env, secretFile } from '@amparo/config'
import { openService, type Running, serviceMain } from '@amparo/http'
import { connectNats, consumeEdge, openPeerLink, startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { z } from 'zod'
import { buildApp } from './app.ts'
import { edgeFile } from './edge-file.ts'
import { startSender } from './sender.ts'

const extraConfig = z.object({
  AMPARO_EXCHANGE_KEY_FILE: secretFile().describe('OpenPGP private key that signs edge messages and evidence'),
  AMPARO_EDGE_FILE: edgeFile().describe("the hub's own edge and its peers'"),
  AMPARO_EDGE_POLL_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(500)
    .describe('longest time between two looks at what is due'),
})

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'exchange', extraConfig })
  const { nats, store, log, config } = service
  const { own, peers } = config.AMPARO_EDGE_FILE
  const links = new Map(
    peers.map(({ hub, url, seedFile }) => [hub, openPeerLink({ url, seedFile, ownHub: config.AMPARO_HUB })]),
  )
  service.onClose(() => Promise.all([...links.values()].map(link => link.close())))

  const app = await buildApp({ ...service, hub: config.AMPARO_HUB, signKey: config.AMPARO_EXCHANGE_KEY_FILE.reveal() })
  const sender = startSender({ ...app.sending, peers: links, pollMs: config.AMPARO_EDGE_POLL_MS }, store)
  service.onClose(() => sender.stop())
  app.onQueued(() => sender.wake())

  const edge = await connectNats({ ...own, user: 'exchange', log })
  service.onClose(() => edge.close())
  const taking = await consumeEdge(edge, app.take, { log })
  service.onClose(() => taking.stop())
  const subscription = await subscribe(nats, store, 'exchange', app.subscribers, { log })
  service.onClose(() => subscription.stop())
  const relay = startRelay(nats, store, 'exchange', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'exchange', { log })
  service.onClose(() => reconciler.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('exchange', start, process.env)
