import type { Ask } from '@amparo/asking'
import { create, SuitableRequestSchema, suitable } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'

/** Whether that agency of this hub may act in the place of a referral's sender: the jurisdiction states it, and the person does not exclude it. */
export type MayTakeOver = (referralId: string, agencyId: string) => Promise<boolean>

export const mayTakeOver =
  (ask: Ask, { hub, newId }: { readonly hub: string; readonly newId: NewId }): MayTakeOver =>
  async (referralId, agencyId) => {
    const request = create(SuitableRequestSchema, { nonce: newId(), referralId, takingOver: { hub, agencyId } })
    return (await ask(suitable, request)).mayTakeOver
  }
