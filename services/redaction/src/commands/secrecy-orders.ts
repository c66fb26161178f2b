import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { SecrecyOrder } from '../domain/secrecy-order.ts'
import { addSecrecyOrder, findSecrecyOrder, liftSecrecyOrder } from '../store/secrecy-orders.ts'
import { type Custodian, type CustodyDeps, note, personNamed } from './custody.ts'

export type PlaceSecrecy = Pick<SecrecyOrder, 'authority' | 'reference' | 'agencyId' | 'reviewOn'> & {
  readonly subjectRef: string
  readonly custodian: Custodian
}

/** Until its review the person is not told of that agency's part. Throws `not_found` or `review_in_the_past`. */
export const placeSecrecy =
  (deps: CustodyDeps) =>
  async ({ custodian, subjectRef, ...asked }: PlaceSecrecy, replay: Replay): Promise<SecrecyOrder> => {
    const { store, now, newId } = deps
    if (asked.reviewOn <= now()) throw errors.review_in_the_past()
    const { subjectId, shareId } = await personNamed(deps, subjectRef)
    const code = asked.authority
    await note(deps, { action: Action.SECRECY_ORDERED, custodian, subjectRef: shareId, code })
    const order = { ...asked, orderId: newId(), subjectId, shareId, placedAt: now(), placedBy: custodian.user }
    return store.run(async tx => {
      await addSecrecyOrder(tx, order)
      return order
    }, replay)
  }

/** Throws `not_found` for one that does not stand. */
export const liftSecrecy =
  (deps: CustodyDeps) =>
  async ({ orderId, custodian }: { orderId: string; custodian: Custodian }, replay: Replay): Promise<SecrecyOrder> => {
    const { store, now } = deps
    const order = await store.read(reader => findSecrecyOrder(reader, orderId))
    if (order === undefined) throw httpErrors.not_found()
    const said = { subjectRef: order.shareId, code: order.authority }
    await note(deps, { action: Action.SECRECY_LIFTED, custodian, ...said })
    return store.run(async tx => {
      if (!(await liftSecrecyOrder(tx, orderId, custodian.user, now()))) throw httpErrors.not_found()
      return order
    }, replay)
  }
