import type { Clock } from '@amparo/kernel'
import type { z } from 'zod'
import type { SealKeys } from '../store/seal-keys.ts'
import { openSealed } from './open-form.ts'

/** Nobody is signed in: what proves the right to it is inside. */
export const NOBODY = { agency: 'link', user: 'link' }

/** What comes with a link, sealed to this service so that the page's own server cannot use it. Throws as `openSealed` does. */
export async function openLinkForm<T>(
  deps: { readonly hub: string; readonly sealKeys: SealKeys; readonly now: Clock },
  { sealed, route, schema }: { readonly sealed: string; readonly route: string; readonly schema: z.ZodType<T> },
): Promise<T> {
  const context = { hub: deps.hub, route, ...NOBODY, now: deps.now() }
  const { data } = await openSealed(await deps.sealKeys(), sealed, context, { schema, maxBytes: 64 * 1024 })
  return data
}
