import type { Clock } from '@amparo/kernel'
import type { Priority } from '../domain/dues.ts'
import { type AskedField, formFor, refusalsOf } from '../domain/requests/form.ts'
import { chosen, instrumentsFor, type Under } from '../domain/requests/instruments.ts'
import type { Assistance, Refusal, Terms } from '../domain/requests/terms.ts'
import { askerOf } from '../ports/asker.ts'
import type { Directory } from '../ports/directory.ts'

interface Deps {
  readonly terms: Terms
  readonly directory: Directory
  readonly now: Clock
}

interface Wanted {
  readonly caller: { readonly hub: string; readonly agency: string }
  readonly type: Assistance
  readonly to: string
  /** Code; undefined: the most particular one. */
  readonly treaty: string | undefined
  readonly priority: Priority
}

export interface FormFor extends Under {
  readonly type: Assistance
  readonly to: string
  /** Under which it could be asked as well. */
  readonly others: readonly Under[]
  readonly asked: readonly AskedField[]
  readonly refusals: readonly Refusal[]
}

/**
 * What a request of that type to that hub must and may say. Throws no_such_request for an agency that neither drafts nor signs any,
 * no_evidence_treaty.
 */
export const requestForm =
  ({ terms, directory, now }: Deps) =>
  async ({ caller, type, to, treaty, priority }: Wanted): Promise<FormFor> => {
    await askerOf({ hub: caller.hub, directory }, caller)
    const between = { from: caller.hub, to, type, now: now() }
    const all = instrumentsFor(terms, await directory.instruments(caller.hub, to), between)
    const under = chosen(all, treaty, { type, priority })
    const asked = formFor(terms, under.treaty, type, priority !== 'normal')
    const others = all.filter(one => one !== under)
    return { ...under, type, to, others, asked, refusals: refusalsOf(under.treaty, type) }
  }
