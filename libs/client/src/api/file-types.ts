/** A file that the own agency keeps about a person: with `secret` it is opened, chunk by chunk. */
export interface OpenedFile {
  readonly referralId: string
  readonly fileId: string
  readonly mediaType: string
  /** Base64. */
  readonly secret: string
  readonly size: number
  readonly chunkBytes: number
  /** Hex, as the hashes are. */
  readonly root: string
  readonly sha256: string
  readonly sha512_256: string
  /** Whether the hub has looked at it for malware. */
  readonly scanned: boolean
  /** The chain of custody from intake on: each entry as it is signed, in base64, with its armored signature. */
  readonly custody: readonly {
    readonly base64: string
    readonly signature: string
    /** Base64: a reply of RFC 3161 over the signature. */
    readonly timestamp?: string
  }[]
}

/** One that goes to the other agency. */
interface SentFile {
  readonly deliveryId: string
  readonly fileId: string
  readonly to: { readonly hub: string; readonly agencyId: string }
  readonly state: 'sealing' | 'sent' | 'delivered' | 'refused' | 'expired'
  readonly code: string | null
  /** Of the sealed bundle, in bytes. Null until it is sealed, and within the hub. */
  readonly size: number | null
  /** So many of these the other hub has. */
  readonly carried: number
  readonly askedAt: string
}

/** One that comes from there. */
interface ComingFile {
  readonly deliveryId: string
  /** Null until it is opened. */
  readonly fileId: string | null
  readonly state: 'coming' | 'arrived' | 'quarantined' | 'stored' | 'refused'
  readonly code: string | null
  /** Of the sealed bundle: how many there are, and how many are here. */
  readonly parts: number
  readonly here: number
  readonly announcedAt: string
  /** Stored, and sealed to this key of the agency's own: no page opens it. Null: its hub opens it. */
  readonly sealedTo: string | null
}

interface ReceivedFile extends ComingFile {
  readonly from: { readonly hub: string; readonly agencyId: string }
}

interface ComingRequestFile extends ComingFile {
  /** As which the request names it, as its sender says. */
  readonly item: string | null
}

/** An agency's own files of a person and those of a referral, as `redaction` lists them. */
export interface ReferralFiles {
  /** That the agency keeps of the person; bytes are of the encrypted file. */
  readonly kept: readonly {
    readonly fileId: string
    readonly state: 'uploading' | 'received' | 'quarantined' | 'kept' | 'refused'
    readonly size: number
    readonly received: number
    readonly begunAt: string
  }[]
  /** That it has handed over with the referral. */
  readonly sent: readonly SentFile[]
  /** That came with it. */
  readonly received: readonly ReceivedFile[]
}

/** Files of a request for evidence as they are held in this hub. */
export interface RequestFilesView {
  readonly files: readonly RequestFileView[]
  /** Handed over to the other central authority. */
  readonly sent: readonly SentFile[]
  /** From there. */
  readonly coming: readonly ComingRequestFile[]
}

export interface RequestFileView {
  readonly fileId: string
  /** As which the request names it. */
  readonly item: string
  readonly state: 'uploading' | 'received' | 'quarantined' | 'kept' | 'refused' | 'arriving'
  readonly code: string | null
  /** Of the encrypted file, in bytes. */
  readonly size: number
  readonly received: number
  /** The own agency has sent it, or it came for that. */
  readonly own: boolean
  /** From the other hub. */
  readonly came: boolean
  /** Of the file, hex; null until it is verified. */
  readonly sha256: string | null
  readonly begunAt: string
  /** Of an item that was returned or destroyed, which opens no more: what its chain of custody is of. */
  readonly gone: Pick<OpenedFile, 'mediaType' | 'size' | 'root' | 'sha512_256' | 'scanned' | 'custody'> | null
}
