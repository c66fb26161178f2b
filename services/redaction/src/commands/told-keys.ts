import type { Profile } from '@amparo/crypto'
import type { OwnKeys } from '@amparo/messaging'
import type { HubKeys } from '../store/hub-keys.ts'
import { signerOfKey } from './seal-to-agency.ts'

/** The keys that this service signs with; whoever takes one is given it once the log is told of it. */
export function toldKeys(own: HubKeys, keys: OwnKeys): Pick<HubKeys, 'sign' | 'signFor'> {
  const last = new Map<string, string>()
  const told = async (use: string, armored: string): Promise<string> => {
    if (last.get(use) === armored) return armored
    await keys.signingWith(use, await signerOfKey(armored))
    last.set(use, armored)
    return armored
  }
  return {
    sign: async () => told('redaction_sign', await own.sign()),
    signFor: async (profile: Profile) => {
      const armored = await own.signFor(profile)
      // Of a hub that has no second one, both are the same.
      return told(armored === (await own.sign()) ? 'redaction_sign' : 'redaction_sign_compatible', armored)
    },
  }
}
