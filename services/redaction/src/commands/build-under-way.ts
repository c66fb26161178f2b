import type { FindUnderWay } from '../ports/under-way.ts'
import { type BuildPackageDeps, buildPackage } from './build-package.ts'

interface Deps extends BuildPackageDeps {
  readonly findUnderWay: FindUnderWay
}

/** The package of a referral that its sender has not taken back before there was any. */
export function buildUnderWay(deps: Deps): ReturnType<typeof buildPackage> {
  const build = buildPackage(deps)
  return async (referral, correlationId, more) =>
    (await deps.findUnderWay([referral.referralId])).has(referral.referralId)
      ? build(referral, correlationId, more)
      : { code: 'referral_over' }
}
