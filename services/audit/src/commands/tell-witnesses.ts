import { hash } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { type OfOperator, witnessing } from '../domain/witnesses.ts'
import type { Enter } from '../ports/own-log.ts'
import { tellOnce } from './tell-once.ts'

interface TellDeps {
  readonly store: Pick<Store, 'read'>
  readonly enter: Enter
  readonly now: Clock
  /** Who signs the log; undefined: a hub for trying out, which is told so at its start alone. */
  readonly witnesses: readonly OfOperator[] | undefined
}

/** Puts into the log, once a month for each set of witnesses, that they are too few: a rule puts it before auditors. */
export const tellWitnesses =
  ({ store, enter, now, witnesses }: TellDeps) =>
  async (): Promise<void> => {
    if (witnesses === undefined) return
    const { operators, domestic, enough } = witnessing(witnesses)
    if (enough) return
    const month = now().toISOString().slice(0, 7)
    const names = witnesses.map(({ name, operator = '', domestic: home }) => `${name} ${operator} ${home}`).toSorted()
    const entryId = uuidOf(hash('sha256', ['amparo/witnesses-few', month, ...names].join('\n'), 'hex'))
    await tellOnce({ store, enter })([{ entryId, action: Action.WITNESSES_FEW, code: `${operators}:${domestic}` }])
  }
