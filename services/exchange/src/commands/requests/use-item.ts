import type { Transaction } from '@amparo/store'
import { courseOf } from '../../domain/requests/course.ts'
import { decideUse, type ItemDenial, type WantedUse } from '../../domain/requests/item-use.ts'
import { annexItemsOf, everyItemOf, type Item } from '../../domain/requests/items.ts'
import { isSigned } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { addItemUse, type ItemKey, requestsThatBrought, spentOf } from '../../store/item-uses.ts'
import { requestStepsOf } from '../../store/request-steps.ts'
import { lockRequest } from '../../store/requests.ts'
import type { RequestDeps } from './deps.ts'

interface UseItem extends WantedUse {
  readonly useId: string
  readonly key: ItemKey
  readonly by: { readonly agency: string; readonly user: string }
  /** For good: it is kept among the uses where it needs no leave, too. */
  readonly givenOut?: boolean
}

/** What exchange says of a use; undefined: it is of no item that came on a request. */
interface UseAnswer {
  readonly requestId: string
  readonly item: Item
  /** Undefined: it may, and that it may is written down. */
  readonly refusal: ItemDenial | undefined
}

/**
 * Whether what came on a request of this hub, or with one to it, may be used so. Of several on which it came each has to let it, but for one on which it went back: where it
 * came once more, that one says. Where all do, the use is written
 * down here before it is answered; the requests are locked, so that of two that come at once one uses what is permitted once.
 */
export async function useItem(
  tx: Transaction,
  { hub, rules, now }: Pick<RequestDeps, 'hub' | 'rules' | 'now'>,
  { useId, key, by, use, to, givenOut = false }: UseItem,
): Promise<UseAnswer | undefined> {
  const at = now()
  const allowed: (() => Promise<void>)[] = []
  let answer: UseAnswer | undefined
  let gone: UseAnswer | undefined
  for (const requestId of await requestsThatBrought(tx, hub, key)) {
    const request = await lockRequest(tx, requestId)
    if (request === undefined || !isSigned(request)) continue
    const { treaty, protocol } = basisOf(rules, request)
    const run = courseOf(protocol, request, await requestStepsOf(tx, requestId))
    const came = request.fromHub === hub ? everyItemOf(run) : annexItemsOf(request)
    for (const item of came.filter(one => isKey(one, key))) {
      const spent = await spentOf(tx, requestId, { item: item.id, except: useId })
      const decision = decideUse({ request, treaty, run, item, spent }, { use, to }, at)
      if ('refusal' in decision) {
        const refused = { requestId, item, refusal: decision.refusal }
        if (decision.refusal !== 'item_gone_back') return refused
        gone ??= refused
        continue
      }
      answer ??= { requestId, item, refusal: undefined }
      const used = { useId, requestId, item: item.id, to, by, at }
      allowed.push(async () => {
        const asAsked = givenOut && decision.uses.length === 0 ? [{ use, permission: undefined }] : []
        for (const one of [...decision.uses, ...asAsked]) await addItemUse(tx, { ...used, ...one })
      })
    }
  }
  for (const write of allowed) await write()
  return answer ?? gone
}

const isKey = (item: Item, key: ItemKey): boolean =>
  'sha256' in key ? item.sha256 === key.sha256 : item.id === key.item
