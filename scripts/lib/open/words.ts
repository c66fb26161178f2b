import type { CustodyEntry } from '@amparo/crypto/bundle'

interface Words {
  readonly title: string
  readonly item: string
  readonly mediaType: string
  readonly size: string
  readonly handling: string
  readonly number: string
  readonly when: string
  readonly act: Readonly<Record<CustodyEntry['act'], string>>
  readonly who: string
  readonly what: string
  readonly to: string
  readonly signedWith: string
  readonly timestamp: string
  readonly unknown: string
  readonly verified: string
}

export const WORDS = {
  es: {
    ...{
      title: 'Hoja de custodia',
      item: 'Objeto',
      mediaType: 'Tipo',
      size: 'Tamaño en bytes',
      handling: 'Código de manejo',
    },
    ...{
      number: 'N.º',
      when: 'Cuándo (UTC)',
      who: 'Quién',
      what: 'Qué',
      to: 'A quién',
      signedWith: 'Clave de la firma',
    },
    act: {
      taken_in: 'Ingreso',
      handed_over: 'Entrega',
      received: 'Recepción',
      returned: 'Devuelto',
      destroyed: 'Destruido',
      held_again: 'Sigue en poder',
      came_back: 'Volvió',
    },
    ...{ timestamp: 'Sello de tiempo', unknown: 'de una autoridad no nombrada' },
    verified: 'Firmas, cadena y contenido verificados sin conexión',
  },
  en: {
    ...{ title: 'Custody sheet', item: 'Item', mediaType: 'Type', size: 'Size in bytes', handling: 'Handling code' },
    ...{
      number: 'No.',
      when: 'When (UTC)',
      who: 'Who',
      what: 'What',
      to: 'To whom',
      signedWith: 'Key of the signature',
    },
    act: {
      taken_in: 'Taken in',
      handed_over: 'Handed over',
      received: 'Received',
      returned: 'Returned',
      destroyed: 'Destroyed',
      held_again: 'Held all the same',
      came_back: 'Came back',
    },
    ...{ timestamp: 'Timestamp', unknown: 'of an authority not named' },
    verified: 'Signatures, chain and content verified offline',
  },
  fr: {
    ...{
      title: 'Fiche de garde',
      item: 'Objet',
      mediaType: 'Type',
      size: 'Taille en octets',
      handling: 'Code de traitement',
    },
    ...{ number: 'N°', when: 'Quand (UTC)', who: 'Qui', what: 'Quoi', to: 'À qui', signedWith: 'Clé de la signature' },
    act: {
      taken_in: 'Prise en charge',
      handed_over: 'Remise',
      received: 'Réception',
      returned: 'Restitué',
      destroyed: 'Détruit',
      held_again: 'Toujours détenu',
      came_back: 'Revenu',
    },
    ...{ timestamp: 'Horodatage', unknown: 'd’une autorité non nommée' },
    verified: 'Signatures, chaîne et contenu vérifiés hors ligne',
  },
  pt: {
    ...{
      title: 'Folha de custódia',
      item: 'Objeto',
      mediaType: 'Tipo',
      size: 'Tamanho em bytes',
      handling: 'Código de manuseio',
    },
    ...{
      number: 'N.º',
      when: 'Quando (UTC)',
      who: 'Quem',
      what: 'O quê',
      to: 'A quem',
      signedWith: 'Chave da assinatura',
    },
    act: {
      taken_in: 'Entrada',
      handed_over: 'Entrega',
      received: 'Recebimento',
      returned: 'Devolvido',
      destroyed: 'Destruído',
      held_again: 'Continua em posse',
      came_back: 'Voltou',
    },
    ...{ timestamp: 'Carimbo do tempo', unknown: 'de uma autoridade não indicada' },
    verified: 'Assinaturas, cadeia e conteúdo verificados sem ligação',
  },
} as const satisfies Record<string, Words>

export type SheetLanguage = keyof typeof WORDS
