import type { Requester } from '#domain/request/state.ts'

/** Made up, as everybody here. */
export const 刑事: Requester = {
  kind: 'investigator',
  person: null,
  organisation: '函館中央警察署',
  post: '刑事第一課',
  name: '德永 栁',
  contact: '0138-00-0000',
  address: '函館市五稜郭町',
}
