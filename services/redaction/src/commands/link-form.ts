import type { z } from 'zod'
import { openSealed } from './open-form.ts'
import { type TakeFormDeps, useForm } from './take-form.ts'

/** Nobody is signed in: what proves the right to it is inside. */
export const NOBODY = { agency: 'link', user: 'link' }

/**
 * What comes with a link, sealed to this service so that the page's own server cannot use it, nor use it once more: it is used up by this,
 * whatever comes of it, and the page seals anew for each try. Throws as `openSealed` does, and `seal_replayed`.
 */
export async function takeLinkForm<T>(
  { hub, store, sealKeys, now }: TakeFormDeps,
  { sealed, route, schema }: { readonly sealed: string; readonly route: string; readonly schema: z.ZodType<T> },
): Promise<T> {
  const at = now()
  const context = { hub, route, ...NOBODY, now: at }
  const form = await openSealed(await sealKeys(), sealed, context, { schema, maxBytes: 64 * 1024 })
  await store.run(tx => useForm(tx, form, at))
  return form.data
}
