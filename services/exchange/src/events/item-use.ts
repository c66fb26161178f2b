import {
  create,
  type ItemUseRequest,
  ItemUseRequestSchema,
  type ItemUseResponse,
  ItemUseResponseSchema,
  ItemUseSchema,
  isItemUse,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { TokenVerifier } from '@amparo/http'
import { type Clock, isUuid } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { useItem } from '../commands/requests/use-item.ts'
import { errors } from '../domain/requests/errors.ts'
import type { Item } from '../domain/requests/items.ts'
import type { Rules } from '../domain/requests/rules.ts'

interface Deps {
  readonly hub: string
  readonly store: Store
  readonly rules: Rules
  readonly verifier: TokenVerifier
  readonly sign: SigningKey
  readonly now: Clock
}

const codesOf = ({ handling, source, information }: Item) => ({ handling, source, information })

const HASH = /^[0-9a-f]{64}$/

/** Signed, for 30 s, for this question, also where it is of no item: an answer that is left out lets nothing. Throws item_question_unreadable. */
export const answerItemUse =
  (deps: Deps) =>
  async (request: ItemUseRequest): Promise<ItemUseResponse> => {
    const { store, verifier, sign, now } = deps
    const { useId, sha256, use, to, givenOut } = request
    const { user, agency } = await verifier.verify(request.token)
    if (!isItemUse(use) || !isUuid(useId) || !HASH.test(sha256) || !to) throw errors.item_question_unreadable()
    const reaches = { hub: to.hub, agencyId: to.agencyId }
    const wanted = { useId, key: { sha256 }, by: { agency, user }, use, to: reaches, givenOut }
    const answer = await store.run(tx => useItem(tx, deps, wanted))
    const stated = {
      requestHash: requestHash(toBinary(ItemUseRequestSchema, request)),
      ...{
        userId: user,
        requestId: answer?.requestId ?? '',
        itemId: answer?.item.id ?? '',
        refusal: answer?.refusal ?? '',
      },
      ...(answer && { itemCodes: codesOf(answer.item) }),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return create(ItemUseResponseSchema, { answer: signStatement(ItemUseSchema, stated, 'item-use.v1', sign) })
  }
