export type NoticeKind = 'non_removal' | 'consular'

/** Of whom it is, is not in it. */
export interface NoticeView {
  readonly noticeId: string
  /** As it is printed on it. */
  readonly number: string
  readonly kind: NoticeKind
  /** To whoever issued it alone. */
  readonly fromAgency?: string
  readonly toAgency: string
  readonly issuedAt: string
  readonly expiresAt: string
  /** ended: the consent on which it rests has, though its agency has not withdrawn it. */
  readonly state: 'stands' | 'ended' | 'expired' | 'withdrawn'
}

export interface NewNotice {
  /** The own agency's reference to the person. */
  readonly subjectRef: string
  readonly kind: NoticeKind
  /** In the own hub. */
  readonly toAgency: string
  /** What names the person in it. */
  readonly shows: 'name' | 'document'
  readonly days: number
}

export interface CheckedNotice {
  readonly noticeId: string
  readonly kind: NoticeKind
  readonly stands: boolean
  readonly expiresAt: string
}

/** What it says, in codes: who the person is, and nothing else of them. */
export interface NoticeText {
  readonly type: 'amparo-notice'
  readonly kind: NoticeKind
  readonly hub: string
  readonly number: string
  readonly from: { readonly dutyPhone: string }
  readonly person: { readonly name: string } | { readonly document: { readonly type: string; readonly number: string } }
  /** Days, UTC. */
  readonly issuedOn: string
  readonly expiresOn: string
}

export interface OpenedNotice {
  readonly notice: NoticeText
  /** What the hub has signed, and its detached signature. */
  readonly text: string
  readonly signature: string
}
