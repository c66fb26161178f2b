import { ConfigError, type Env } from '@amparo/config'
import { looks } from '@amparo/contracts'
import { openFileKeyStore } from '@amparo/crypto'
import { openService, type Running, serviceMain } from '@amparo/http'
import { defineLog } from '@amparo/observability'
import { loadBook } from '@amparo/protocols'
import { buildApp, publishedLog } from './app.ts'
import { projectionOf } from './commands/projection.ts'
import { extraConfig } from './config.ts'
import { keepDesk } from './desk-keeper.ts'
import { originOf } from './domain/checkpoint.ts'
import { witnessing } from './domain/witnesses.ts'
import { keepLog } from './log-keeper.ts'
import { shippedAlerts } from './policy/load.ts'
import { shippedRegisters } from './policy/registers.ts'
import { hearDepartures } from './ports/departures.ts'
import { openDestroyedNames } from './ports/destroyed-names.ts'
import { enterInto } from './ports/own-log.ts'
import { hearPosts } from './ports/posts.ts'
import { tilesFolder } from './ports/tiles-folder.ts'
import { sameLog, witnessKeyOf } from './queries/checkpoint.ts'
import { answerLooks } from './queries/looks.ts'
import { checkDurable } from './store/durable.ts'
import { halfKeys, settleKeys } from './store/open-keys.ts'
import { checkWitnesses } from './witness-config.ts'

const messages = defineLog({
  // Somebody has to look, each time.
  'entry.unreadable': { level: 'error', fields: ['index', 'code'] },
  // Below three of different operators, one of them at home, whoever runs hub and witnesses can rewrite the log.
  'witness.few': { level: 'warn', fields: ['operators', 'domestic'] },
  // For trying out, which nobody real must be in.
  'witness.trial': { level: 'warn', fields: ['operators', 'domestic'] },
})

export async function start(env: Env): Promise<Running> {
  const service = await openService(env, { service: 'audit', extraConfig, pipeline: true })
  const { config } = service
  const hub = config.AMPARO_HUB
  const witness = config.AMPARO_WITNESSES_FILE
  const trial = config.AMPARO_UNWITNESSED === 'trial'
  checkWitnesses(witness, witnessKeyOf(hub, service.sign), trial)
  const named = witness.witnesses.map(({ key, ...of }) => ({ ...of, name: key.name }))
  const { enough, ...counted } = witnessing(named)
  if (!enough) messages[trial ? 'witness.trial' : 'witness.few'](service.log, counted)
  const origin = config.AMPARO_LOG_ORIGIN ?? originOf(hub)
  if (!trial) await service.store.read(checkDurable)
  await service.store.read(reader => sameLog(reader, origin))
  const keyStore = await openFileKeyStore(config.AMPARO_KEYSTORE_DIR)
  await settleKeys(keyStore, service.store)
  const destroyed = await openDestroyedNames(config.AMPARO_DESTROYED_NAMES_DIR ?? config.AMPARO_KEYSTORE_DIR).catch(
    () => {
      throw new ConfigError(new Map([['AMPARO_DESTROYED_NAMES_DIR', 'nothing can be written into this folder']]))
    },
  )
  const keys = halfKeys(keyStore, service.store, destroyed)
  const unreadable = (of: { index: number; code: string }) => messages['entry.unreadable'](service.log, of)
  const desk = {
    ...{ ...service, hub, keys, unreadable },
    projection: projectionOf({ ...service, keys, unreadable }),
    policy: config.AMPARO_ALERTS_FILE ?? shippedAlerts(),
    book: loadBook(),
    registers: shippedRegisters(),
  }
  buildApp(service.http, { ...desk, ask: service.nats.ask, witness, origin })
  const dir = config.AMPARO_LOG_TILES_DIR
  const folder = dir === undefined ? undefined : tilesFolder(dir)
  // A folder that cannot be read is told of when the log is laid there.
  folder?.tidy().catch(() => undefined)
  const keeper = keepLog({
    ...{ ...service, hub, origin, keys, destroyed, projection: desk.projection, witnesses: witness.witnesses },
    tiles: folder && { ...publishedLog({ ...service, hub, origin, witness }), folder },
    ...{ retention: config.AMPARO_LOG_RETENTION_FILE.jurisdictions[hub], policy: desk.policy },
    ...{ limitMs: config.AMPARO_WITNESS_LIMIT_HOURS, everyMs: config.AMPARO_WITNESS_EVERY_SECONDS },
    ...{ emergencies: config.AMPARO_WITNESS_EMERGENCIES, gapMs: config.AMPARO_LOG_GAP_MINUTES },
  })
  service.onClose(() => keeper.stop())
  const { trust, nats } = service
  const asking = { ask: nats.ask, now: service.now, newId: service.newId }
  const enter = enterInto({ ...asking, signer: trust.keyOf('audit') })
  const answering = nats.answer(looks, answerLooks({ ...desk, enter }))
  service.onClose(() => answering.stop())
  const deskKeeper = keepDesk({
    ...{ ...desk, witnesses: trial ? undefined : named, everyMs: config.AMPARO_DESK_EVERY_SECONDS },
    enter,
    departures: hearDepartures({ ...asking, signer: trust.keyOf('accounts') }),
    posts: hearPosts({ ...asking, signer: trust.keyOf('accounts') }),
  })
  service.onClose(() => deskKeeper.stop())
  return service.listen()
}

if (import.meta.main) await serviceMain('audit', start, process.env)
