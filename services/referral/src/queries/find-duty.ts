import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { onDutyInHub } from '../store/rota.ts'

interface Asked {
  /** Whose officer acted. */
  readonly agencyId: string
  readonly withoutUserId: string
  readonly by: { readonly userId: string; readonly agencyId: string }
}

export interface Duty {
  /** In their own agency. */
  readonly userOnDuty: boolean
  /** Somebody of the agency, but the officer. */
  readonly agencyStaffed: boolean
  /** Somebody of another agency of the hub. */
  readonly othersStaffed: boolean
}

/** Who could stand behind what an officer did alone, by the rotas of now. */
export const findDuty =
  ({ read }: Pick<Store, 'read'>, now: Clock) =>
  async ({ agencyId, withoutUserId, by }: Asked): Promise<Duty> => {
    const onDuty = await read(reader => onDutyInHub(reader, now()))
    const others = onDuty.filter(({ userId }) => userId !== withoutUserId)
    return {
      userOnDuty: others.some(one => one.userId === by.userId && one.agencyId === by.agencyId),
      agencyStaffed: others.some(one => one.agencyId === agencyId),
      othersStaffed: others.some(one => one.agencyId !== agencyId),
    }
  }
