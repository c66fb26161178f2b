import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  type ItemUseCode,
  ItemUseRequestSchema,
  ItemUseSchema,
  itemCodesIn,
  itemUse,
  type StatedCodes,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import type { Party } from './decision.ts'
import type { Reader } from './standing.ts'

interface AskedUse {
  /** The same for every try. */
  readonly useId: string
  /** Of the file, hex. */
  readonly sha256: string
  readonly use: ItemUseCode
  /** Whom it reaches. */
  readonly to: Party
  /** For good: sealed to a key that the agency holds itself. */
  readonly givenOut: boolean
}

/** As an item of which request it came, and why it may not be used so; without a refusal it may, and exchange has written it down. */
interface UseOfItem {
  readonly requestId: string
  readonly itemId: string
  readonly refusal: string | undefined
  /** Under which it came, and goes on. */
  readonly itemCodes: StatedCodes | undefined
}

/** Undefined: the file is no item that came on a request for evidence. Throws when there is no answer, or one that does not verify. */
export type FindItemUse = (reader: Reader, asked: AskedUse) => Promise<UseOfItem | undefined>

export const findItemUse =
  (ask: Ask, { signer, now, newId }: Verifying): FindItemUse =>
  async (reader, asked) => {
    const request = create(ItemUseRequestSchema, { ...asked, nonce: newId(), token: reader.token })
    const { answer } = await ask(itemUse, request)
    const bound = boundTo(ItemUseRequestSchema, request, now)
    const stated = verifyStatement(ItemUseSchema, 'item-use.v1', answer, signer, bound)
    if (stated.userId !== reader.user) throw cryptoErrors.statement_invalid()
    const { requestId, itemId, refusal, itemCodes: said } = stated
    if (requestId === '') return undefined
    return { requestId, itemId, refusal: refusal === '' ? undefined : refusal, itemCodes: said && itemCodesIn(said) }
  }
