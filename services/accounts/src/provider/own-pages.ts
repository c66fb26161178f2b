import type { KoaContextWithOIDC } from 'oidc-provider'
import { chooseLanguage } from '../pages/language.ts'
import { messagePage } from '../pages/message.ts'
import { signOutForm } from '../pages/sign-out.ts'
import type { ClientsFile } from './clients.ts'

const languageOf = (ctx: KoaContextWithOIDC) =>
  chooseLanguage(ctx.query['ui_locales'] ?? ctx.oidc.params?.['ui_locales'], ctx.get('accept-language'))

function answer(ctx: KoaContextWithOIDC, html: string): void {
  ctx.type = 'html'
  ctx.body = html
}

const FAILED = ['server_error', 'temporarily_unavailable']

/** Instead of the provider's: nothing of the request comes back, in any language. */
export const errorPage =
  (hub: string, clients: ClientsFile) =>
  async (ctx: KoaContextWithOIDC, out: { error: string }): Promise<void> => {
    const message = FAILED.includes(out.error) ? 'failed' : 'unusable'
    answer(ctx, messagePage({ hub, language: languageOf(ctx), message, back: clients.portal.redirectUris[0] }))
  }

export const signOutPage =
  (hub: string) =>
  async (ctx: KoaContextWithOIDC, form: string): Promise<void> =>
    answer(ctx, signOutForm({ hub, language: languageOf(ctx), form }))

export const signedOutPage =
  (hub: string) =>
  async (ctx: KoaContextWithOIDC): Promise<void> =>
    answer(ctx, messagePage({ hub, language: languageOf(ctx), message: 'signedOut' }))
