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

/** Why it halted, if nobody took anything back: the protocol has one step for both. */
export const CAUSES: Readonly<Record<'suspended', Text>> = {
  suspended: {
    es: 'Se detuvo porque la institución que la recibió fue suspendida; se sigue con una derivación nueva',
    en: 'Halted since the agency that received it was suspended; go on with a new referral',
    fr: 'Arrêtée parce que l’organisme qui l’a reçue a été suspendu ; on continue par une nouvelle orientation',
    pt: 'Parado porque a instituição que o recebeu foi suspensa; segue-se com um novo encaminhamento',
  },
}

export const DISCARD_HINT: Text = {
  es: 'Solo si no hay peligro para nadie: quien protege a la infancia ya no recibirá este caso.',
  en: 'Only if nobody is in danger: those who protect children will not receive this case.',
  fr: 'Seulement si personne n’est en danger : la protection de l’enfance ne recevra pas ce cas.',
  pt: 'Só se ninguém corre perigo: quem protege crianças e adolescentes não receberá este caso.',
}

/** Of what the system itself puts to a step's data: whether an attempt at contact was by the person's rule. */
export const OWN_WORDS: Readonly<Record<string, Text>> = {
  rule: {
    es: 'Canal del contacto seguro',
    en: 'Channel of the safe contact',
    fr: 'Canal du contact sûr',
    pt: 'Canal do contato seguro',
  },
  inside: { es: 'Sí', en: 'Yes', fr: 'Oui', pt: 'Sim' },
  outside: {
    es: 'No: se usó otro canal',
    en: 'No: another channel was used',
    fr: 'Non : un autre canal a été utilisé',
    pt: 'Não: foi usado outro canal',
  },
  'no-rule': {
    es: 'La persona no ha indicado ninguno: pregúnteselo',
    en: 'The person has named none: ask them',
    fr: 'La personne n’en a indiqué aucun : demandez-lui',
    pt: 'A pessoa não indicou nenhum: pergunte a ela',
  },
  'not-compared': {
    es: 'No se pudo comparar',
    en: 'Could not be compared',
    fr: 'N’a pas pu être comparé',
    pt: 'Não foi possível comparar',
  },
}
