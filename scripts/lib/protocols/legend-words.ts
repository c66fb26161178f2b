import type { Language } from '@amparo/protocols'

export interface LegendWords {
  readonly submit: string
  readonly anyOpen: string
  readonly senderTurn: string
  readonly recipientTurn: string
  readonly final: string
  readonly paused: string
  readonly bySender: string
  readonly byRecipient: string
  readonly byEither: string
  readonly bySystem: string
  readonly limits: string
}

export const LEGEND: Readonly<Record<Language, LegendWords>> = {
  es: {
    submit: 'Enviar',
    anyOpen: 'cualquier estado abierto',
    senderTurn: 'le toca a la institución que deriva',
    recipientTurn: 'le toca a la institución que recibe',
    final: 'estado final',
    paused: 'en pausa',
    bySender: 'paso o plazo de la que deriva',
    byRecipient: 'paso o plazo de la que recibe',
    byEither: 'paso de cualquiera de las dos',
    bySystem: 'paso del sistema',
    limits: 'plazos: emergencia / urgente / normal',
  },
  en: {
    submit: 'Send',
    anyOpen: 'any open state',
    senderTurn: "the sending agency's turn",
    recipientTurn: "the receiving agency's turn",
    final: 'final state',
    paused: 'paused',
    bySender: "the sender's step or deadline",
    byRecipient: "the recipient's step or deadline",
    byEither: 'a step of either',
    bySystem: "the system's step",
    limits: 'deadlines: emergency / urgent / normal',
  },
  fr: {
    submit: 'Envoyer',
    anyOpen: 'tout état ouvert',
    senderTurn: 'à l’institution expéditrice d’agir',
    recipientTurn: 'à l’institution destinataire d’agir',
    final: 'état final',
    paused: 'en pause',
    bySender: 'étape ou délai de l’expéditrice',
    byRecipient: 'étape ou délai de la destinataire',
    byEither: 'étape de l’une ou l’autre',
    bySystem: 'étape du système',
    limits: 'délais : urgence vitale / urgent / normal',
  },
  pt: {
    submit: 'Enviar',
    anyOpen: 'qualquer estado aberto',
    senderTurn: 'é a vez da instituição que encaminha',
    recipientTurn: 'é a vez da instituição que recebe',
    final: 'estado final',
    paused: 'em pausa',
    bySender: 'passo ou prazo de quem encaminha',
    byRecipient: 'passo ou prazo de quem recebe',
    byEither: 'passo de qualquer das duas',
    bySystem: 'passo do sistema',
    limits: 'prazos: emergência / urgente / normal',
  },
}
