type Words = Readonly<Record<string, string>>

/** For reviewers: what is masked in the agency's own texts, and what is painted over in its pictures. */
export interface ReviewTexts {
  /** In the menu: short. */
  readonly menu: string
  readonly title: string
  readonly lead: string
  readonly alone: string
  readonly none: string
  readonly older: string
  readonly sources: Words
  readonly states: Words
  readonly whys: Words
  readonly readers: string
  readonly profiles: Words
  readonly since: string
  readonly referral: string
  readonly back: string
  readonly open: string
  readonly openLead: string
  readonly opening: string
  readonly close: string
  readonly cleared: string
  readonly original: string
  readonly shownNow: string
  readonly withheldNow: string
  readonly masks: string
  readonly noMasks: string
  /** After a kind of mask. */
  readonly addedBefore: (reason: string) => string
  readonly addedStays: string
  readonly types: Words
  readonly stays: Words
  readonly staysMasked: string
  readonly lift: (words: string) => string
  readonly liftReasons: Words
  readonly add: string
  readonly addLead: string
  readonly words: string
  readonly wordsHint: string
  readonly notFound: string
  readonly type: string
  readonly addReason: string
  readonly addReasons: Words
  readonly addMask: string
  readonly added: (count: number) => string
  readonly remove: string
  readonly keep: string
  readonly nothingDecided: string
  readonly kept: string
  readonly proposed: string
  readonly proposal: string
  readonly liftedThere: string
  readonly ownProposal: string
  readonly confirm: string
  readonly confirmed: string
  readonly picture: string
  readonly pictureLead: string
  readonly boxesStay: (count: number) => string
  readonly box: (place: number) => string
  readonly addBox: string
  readonly sides: Readonly<Record<'x' | 'y' | 'width' | 'height', string>>
  readonly boxFault: string
  readonly boxReason: string
  readonly boxReasons: Words
  readonly looked: string
  readonly keepPicture: string
  readonly unreadable: string
}
