import { lockOutgoing } from '../store/outgoing.ts'
import { recalledOf, takeRecalled } from '../store/recall.ts'
import type { SigningDeps } from './deps.ts'
import { tellPeer } from './give-up.ts'
import { ownStatement } from './own-statement.ts'
import { settle } from './settle.ts'

/**
 * What was taken back on its way has ended as whatever is tried no more: this hub says so, signed, and why, and whoever sent it hears. Where the other hub had
 * answered for it by then, that stands.
 */
export const stateRecalled =
  (deps: SigningDeps) =>
  async (limit: number): Promise<void> => {
    const { store } = deps
    for (const about of await recalledOf({ sql: store.statement }, limit)) {
      const statement = await ownStatement(deps)(about, 'expired', about.code)
      await store.run(async tx => {
        const isOpen = await takeRecalled(tx, about.messageId)
        const message = await lockOutgoing(tx, about.messageId)
        if (!isOpen || message?.state !== 'expired') return
        await settle(deps)(tx, message, statement)
        if (message.attempts > 0) await tellPeer(deps, tx, message, statement)
      })
    }
  }
