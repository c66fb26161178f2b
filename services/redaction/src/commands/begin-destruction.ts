import type { Store } from '@amparo/store'
import { addDestruction, type Destruction, isDestructionBegun } from '../store/destructions.ts'
import { lockSubject } from '../store/erasures.ts'
import { isHeld } from '../store/legal-holds.ts'

/**
 * That the key of what came from another hub may go. False where an order stands against it, by whichever record of the person, or is being
 * placed: whoever places one is first, or finds this. What was begun before is gone on with: no order has come in between.
 */
export const beginDestruction = (store: Pick<Store, 'run'>, destruction: Destruction): Promise<boolean> =>
  store.run(async tx => {
    const { subjectId } = destruction
    const isThere = await lockSubject(tx, subjectId)
    if (!isThere || (await isDestructionBegun(tx, subjectId))) return true
    if (await isHeld(tx, subjectId)) return false
    await addDestruction(tx, destruction)
    return true
  })
