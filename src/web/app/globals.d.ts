declare module '*.css'

/** Whether the page of components comes along: tests look at it, an office has none. */
declare const COMPONENT_PAGE: boolean
