import type { ServiceAddress } from './service-address.ts'

/** Looks for devices and tells of each as it is heard. */
export type DiscoverTask = {
  readonly discover: {
    readonly seconds: number
    /** Where to ask; where left out, the group of WS-Discovery on every IPv4 network of this machine. */
    readonly at?: { readonly host: string; readonly port: number }
  }
}

/** Asks one device what it is and what it can send. `user` is '' where none is known. */
export type DescribeTask = {
  readonly describe: ServiceAddress
  readonly user: string
  readonly password: string
}

/** What the room is asked, as one line of JSON on its standard input: a password never stands in its arguments. */
export type OnvifTask = DiscoverTask | DescribeTask
