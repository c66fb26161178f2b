import type { DeskView } from '@amparo/client'

export type RegisterDef = DeskView['registers'][string]
