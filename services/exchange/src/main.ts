import { type Env, secretReadAnew } from '@amparo/config'
import { itemUse, requestStanding } from '@amparo/contracts'
import { openService, type Running, serviceMain } from '@amparo/http'
import { consumeEdge, openPeerLink, settledOf, startReconciler, startRelay, subscribe } from '@amparo/messaging'
import { buildApp } from './app.ts'
import { extraConfig } from './config.ts'
import { edgeFile, type Peer } from './edge-file.ts'
import { keepPeers } from './keep-peers.ts'
import { startSender } from './sender.ts'
import { loadRules } from './terms/load.ts'

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
