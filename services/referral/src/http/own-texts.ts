import { MIGRATE, SUBMIT, type Text } from '@amparo/protocols'
import { DISCARD } from '../domain/draft.ts'

/** What is said of states and steps that no protocol names. */
const DRAFT: Text = { es: 'Borrador', en: 'Draft', fr: 'Brouillon', pt: 'Rascunho' }
const DISCARDED: Text = {
  es: 'Borrador descartado',
  en: 'Draft discarded',
  fr: 'Brouillon abandonné',
  pt: 'Rascunho descartado',
}
export const DRAFT_DUE: Text = {
  es: 'Completar y enviar el borrador',
  en: 'Complete and send the draft',
  fr: 'Compléter et envoyer le brouillon',
  pt: 'Completar e enviar o rascunho',
}
/** Of a protocol whose file is gone the code is all there is. */
export const plainText = (code: string): Text => ({ es: code, en: code, fr: code, pt: code })
const OWN_STATES: Readonly<Record<string, Text>> = { draft: DRAFT, discarded: DISCARDED }
export const stateTextWithoutCourse = (state: string): Text => OWN_STATES[state] ?? plainText(state)

export const RESERVED_TEXTS: Readonly<Record<string, Text>> = {
  [SUBMIT]: { es: 'Enviar', en: 'Send', fr: 'Envoyer', pt: 'Enviar' },
  [DISCARD]: {
    es: 'Descartar el borrador',
    en: 'Discard the draft',
    fr: 'Abandonner le brouillon',
    pt: 'Descartar o rascunho',
  },
  [MIGRATE]: {
    es: 'Pasar a la nueva versión del protocolo',
    en: 'Go over to the new version of the protocol',
    fr: 'Passer à la nouvelle version du protocole',
    pt: 'Passar à nova versão do protocolo',
  },
}
