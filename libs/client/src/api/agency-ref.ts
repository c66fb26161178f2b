export interface AgencyRef {
  readonly hub: string
  readonly agencyId: string
}
