import type { MaskedText } from './message.ts'
import type { Report } from './report.ts'
import type { Projection } from './view.ts'

interface Party {
  readonly hub: string
  readonly agencyId: string
}

interface Head {
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  /** Codes. */
  readonly purpose: string
  readonly basis: string
  readonly handlingCode: string
}

export interface ContentsOf extends Head {
  readonly packageId: string
  readonly codeName: string
  readonly projection: Projection
}

/** What one agency wrote to the other, masked, or what the recipient of a referral has assessed. */
export interface SaidOf extends Head {
  readonly messageId: string
  readonly writtenAt: Date
  readonly said: { readonly message: MaskedText } | { readonly report: Report }
}

/** What holds from when it is opened: no hub can take it back or cut it any more. Whoever opens it reads that first. */
const LIMITS = {
  es: 'Quien abre esto lo tiene: ningún sistema puede retirarlo ni limitarlo. Lo limita la ley: úselo solo para la finalidad indicada, no lo pase a nadie sin permiso de quien lo envió y destrúyalo cuando se le pida.',
  en: 'Whoever opens this has it: no system can take it back or limit it any more. The law does: use it for the stated purpose alone, pass it on to nobody without leave of its sender, and destroy it when you are asked to.',
  fr: 'Qui ouvre ceci le détient : aucun système ne peut plus le retirer ni le limiter. La loi le fait : ne l’utilisez qu’à la fin indiquée, ne le transmettez à personne sans l’accord de l’expéditeur et détruisez-le quand on vous le demande.',
  pt: 'Quem abre isto fica com ele: nenhum sistema o pode retirar nem limitar. A lei limita: use-o só para a finalidade indicada, não o passe a ninguém sem licença de quem o enviou e destrua-o quando lho pedirem.',
}

/** As the agency reads it with any program: JSON of codes and texts, a field a line. */
const bytesOf = (content: object): Uint8Array =>
  Buffer.from(`${JSON.stringify({ v: 1, limits: LIMITS, ...content }, null, 2)}\n`, 'utf8')

export function contentsBytes({ projection, ...of }: ContentsOf): Uint8Array {
  const { categories, withheld } = projection
  return bytesOf({ ...of, categories, withheld })
}

export const saidBytes = ({ said, writtenAt, ...of }: SaidOf): Uint8Array =>
  bytesOf({ ...of, writtenAt: writtenAt.toISOString(), ...said })
