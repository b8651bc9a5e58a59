/** XML namespaces of SOAP 1.2, WS-Discovery (2005/04), WS-Security and the ONVIF services that are asked here. */
export const soap = 'http://www.w3.org/2003/05/soap-envelope'
export const addressing = 'http://schemas.xmlsoap.org/ws/2004/08/addressing'
export const discovery = 'http://schemas.xmlsoap.org/ws/2005/04/discovery'
export const security =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
export const utility =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'
export const device = 'http://www.onvif.org/ver10/device/wsdl'
export const network = 'http://www.onvif.org/ver10/network/wsdl'
export const schema = 'http://www.onvif.org/ver10/schema'
/** Media (profile S) and Media 2 (profile T). */
export const media = {
  1: 'http://www.onvif.org/ver10/media/wsdl',
  2: 'http://www.onvif.org/ver20/media/wsdl',
} as const
export type MediaVersion = keyof typeof media
