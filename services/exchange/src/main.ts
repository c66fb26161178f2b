import { deliveryDues, type Env, secretFile, secretReadAnew } from '@amparo/config'
import { itemUse, requestStanding } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { consumeEdge, openPeerLink, settledOf, startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { z } from 'zod'
import { buildApp } from './app.ts'
import { edgeFile, type Peer } from './edge-file.ts'
import { keepPeers } from './keep-peers.ts'
import { startSender } from './sender.ts'
import { loadRules } from './terms/load.ts'

const number = (least: number, otherwise: number) => z.coerce.number().int().min(least).default(otherwise)

const extraConfig = z.object({
  AMPARO_EXCHANGE_KEY_FILE: secretFile().describe('OpenPGP private key that signs edge messages and evidence'),
  AMPARO_EDGE_FILE: edgeFile().describe("the hub's own edge and its peers'"),
  AMPARO_EDGE_POLL_MS: number(10, 2_000).describe('longest time between two looks at what is due'),
  AMPARO_EDGE_RETRY_FIRST_MS: number(10, 1_000).describe('wait before a message is sent again; doubled each time'),
  AMPARO_EDGE_RETRY_MAX_MS: number(10, 60_000).describe('longest wait before a message is sent again'),
  ...deliveryDues,
  AMPARO_EDGE_MESSAGES_PER_SECOND: number(1, 50).describe('how much of a peer is taken in, in the long run'),
  AMPARO_EDGE_BYTES_PER_SECOND: number(1024, 16 * 1024 ** 2).describe('the same in bytes'),
})

/** After a silence a peer may catch up so many seconds' worth at once. */
const BURST_SECONDS = 10
const allowance = (perSecond: number) => ({ perSecond, burst: perSecond * BURST_SECONDS })

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'exchange', extraConfig })
  const { nats, log, config } = service
  const hub = config.AMPARO_HUB
  const known = new Set<string>()
  const app = await buildApp({
    ...service,
    hub,
    signKey: secretReadAnew(env['AMPARO_EXCHANGE_KEY_FILE'], config.AMPARO_EXCHANGE_KEY_FILE),
    rules: loadRules(),
    peers: known,
    reaches: peer => peers.reaches(peer),
    backoff: { firstMs: config.AMPARO_EDGE_RETRY_FIRST_MS, maxMs: config.AMPARO_EDGE_RETRY_MAX_MS },
    dues: {
      emergency: config.AMPARO_DUE_EMERGENCY,
      urgent: config.AMPARO_DUE_URGENT,
      normal: config.AMPARO_DUE_NORMAL,
    },
    allowed: {
      messages: allowance(config.AMPARO_EDGE_MESSAGES_PER_SECOND),
      bytes: allowance(config.AMPARO_EDGE_BYTES_PER_SECOND),
    },
  })
  const { store } = app

  const edge = await service.connect('edge', { ...config.AMPARO_EDGE_FILE.own, user: 'exchange' })
  const linkTo = ({ url, seedFile }: Peer) => openPeerLink({ url, seedFile, ownHub: hub })
  const peers = await keepPeers({
    read: () => edgeFile().parse(env['AMPARO_EDGE_FILE']).peers,
    take: peer => consumeEdge(edge, { peers: [peer], take: app.take, mayOverlap: app.mayOverlap, log }),
    send: all =>
      startSender({
        ...{ sending: app.sending, parts: app.parts, cleanUp: app.cleanUp, store },
        answer: peer => app.answerQuestions(peer, of => settledOf(edge, of)),
        pollMs: config.AMPARO_EDGE_POLL_MS,
        peers: new Map(all.map(peer => [peer.hub, linkTo(peer)])),
      }),
    known,
    log,
  })
  service.onClose(() => peers.stop())
  app.onDue(peer => peers.ring(peer))
  const answering = nats.answer(requestStanding, app.standing)
  service.onClose(() => answering.stop())
  const answeringUses = nats.answer(itemUse, app.itemUse)
  service.onClose(() => answeringUses.stop())
  const subscription = await subscribe(nats, store, 'exchange', app.subscribers, { log })
  service.onClose(() => subscription.stop())
  const relay = startRelay(nats, store, 'exchange', { log })
  service.onClose(() => relay.stop())
  const reconciler = startReconciler(nats, store, 'exchange', { log })
  service.onClose(() => reconciler.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('exchange', start, process.env)
