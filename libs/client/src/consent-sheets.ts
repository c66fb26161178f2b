import type { PinnedSigner } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import type { ConsentView, IdempotencyKey, OpenedSheet, SheetFile, SignedSheet } from './api/types.ts'
import { openSealedConsentSheet, viewRequest } from './open-view.ts'
import { type Sealing, sendSealed } from './sealed-forms.ts'

/** The papers on which people sign that they consent. Every method throws ProblemError. */
export interface ConsentSheets {
  /**
   * Sealed here, kept by redaction for the own agency alone. What is answered is named in the consent. `replaces`: own references of the
   * same person's earlier records, whose form was put right and by which nobody was referred; their consents on this sheet end.
   */
  keepConsentSheet(
    subjectRef: string,
    file: SheetFile,
    replaces?: readonly string[],
    key?: IdempotencyKey,
  ): Promise<SignedSheet>
  /** Of a consent that was signed in an emergency, before it lapses. */
  addConsentSheet(consentId: string, sheet: SignedSheet, key?: IdempotencyKey): Promise<ConsentView>
  /** As it was kept. Each reading is an entry in the log. */
  openConsentSheet(subjectRef: string, sheetId: string): Promise<OpenedSheet>
  /** What the own agency has on record for a person, newest first. */
  consentsOf(subjectRef: string): Promise<readonly ConsentView[]>
}

export function consentSheets(
  api: Api,
  of: Sealing & { readonly viewSigner: () => Promise<PinnedSigner> },
): ConsentSheets {
  const { session, viewSigner, now } = of
  return {
    keepConsentSheet: async (subjectRef, { mediaType, base64 }, replaces = [], key) => {
      const data = { subjectRef, mediaType, base64, ...(replaces.length > 0 && { replaces }) }
      type Kept = { sheetId: string; sha256: string }
      const { sheetId: id, sha256 } = await sendSealed<Kept>(api, of, { path: '/consent-sheets', data, key })
      return { id, sha256 }
    },
    addConsentSheet: (consentId, sheet, key) =>
      api.post('consent', `/consents/${encodeURIComponent(consentId)}/sheet`, sheet, key),
    async openConsentSheet(subjectRef, sheetId) {
      const signer = await viewSigner()
      const route = 'POST /consent-sheet-views'
      const request = await viewRequest({ session, referralId: subjectRef, now: now(), route })
      const { sealed } = await api.postOnce<{ sealed: string }>('redaction', '/consent-sheet-views', {
        request,
        sheetId,
      })
      return openSealedConsentSheet(sealed, { session, referralId: subjectRef, request, signer, now: now() })
    },
    consentsOf: async subjectRef =>
      (await api.get<{ items: ConsentView[] }>('consent', '/consents', { subjectRef })).items,
  }
}
