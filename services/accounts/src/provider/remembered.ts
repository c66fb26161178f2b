import type { Clock } from '@amparo/kernel'
import type { Row, Store } from '@amparo/store'
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider'
import {
  addModel,
  closeModel,
  consumeModel,
  findModel,
  findModelBy,
  type Model,
  removeModel,
  removeModelsOfGrant,
  revokeGrant,
  saveModel,
} from '../store/models.ts'

/** What the provider remembers, in PostgreSQL: any instance of the service can go on where another left off. */
export const rememberIn =
  (store: Pick<Store, 'run' | 'read'>, now: Clock): AdapterFactory =>
  kind =>
    kind === 'Client' ? NO_CLIENTS : adapterFor(kind, store, now)

function adapterFor(kind: string, { run, read }: Pick<Store, 'run' | 'read'>, now: Clock): Adapter {
  const modelOf = (id: string, payload: AdapterPayload, expiresIn: number | undefined): Model => ({
    kind,
    id,
    payload: { ...payload },
    uid: kind === 'Session' ? payload.uid : undefined,
    userCode: payload.userCode,
    grantId: kind === 'Interaction' ? undefined : payload.grantId,
    expiresAt: expiresIn === undefined ? undefined : new Date(now().getTime() + expiresIn * 1000),
    signIn: signInOf(payload),
  })

  return {
    find: id => read(async reader => asPayload(await findModel(reader, kind, id))),
    findByUid: uid => read(async reader => asPayload(await findModelBy(reader, 'uid', kind, uid))),
    findByUserCode: code => read(async reader => asPayload(await findModelBy(reader, 'user_code', kind, code))),
    upsert: async (id, payload, expiresIn) => {
      const model = modelOf(id, payload, expiresIn)
      // The provider looks first and writes then; of two requests with one proof, both would find nothing.
      const once = kind === 'ReplayDetection'
      const kept = await run(tx => (once ? addModel(tx, model) : saveModel(tx, model)))
      if (!kept && once) throw new errors.InvalidGrant('DPoP proof JWT Replay detected')
      // Whose session is not kept is asked to sign in anew; from a token that is none an access token would still be made.
      if (!kept && !ASKED_ANEW.includes(kind)) throw new errors.InvalidGrant('the sign-in has ended')
    },
    consume: async id => {
      const first = await run(async tx => {
        if (await consumeModel(tx, kind, id, now())) return true
        // Used by two at once, one of whom has stolen it: nobody keeps what came of it (RFC 9700, 4.14.2).
        const grantId = (await findModel(tx, kind, id))?.['grantId']
        if (typeof grantId === 'string') await revokeGrant(tx, grantId)
        return false
      })
      if (!first) throw new errors.InvalidGrant('already used')
    },
    destroy: id => run(tx => (kind === 'Session' ? closeModel : removeModel)(tx, kind, id)),
    revokeByGrantId: grantId => run(tx => removeModelsOfGrant(tx, kind, grantId)),
  }
}

const ASKED_ANEW = ['Session', 'Interaction']

/** By which sign-in it is there. A grant does not say, and is of no use alone: who signs in anew is given another. */
function signInOf({ accountId, loginTs, authTime, result }: AdapterPayload): Model['signIn'] {
  if (result?.login) return { accountId: result.login.accountId, at: result.login.ts ?? 0 }
  const at = loginTs ?? authTime
  return accountId === undefined || at === undefined ? undefined : { accountId, at }
}

/** Written by this adapter, so it has the provider's own form. */
const asPayload = (row: Row | undefined): AdapterPayload | undefined => row

/** Clients are in the configuration alone: a stranger's client id is not worth a query. */
const NO_CLIENTS: Adapter = {
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  upsert: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
}
