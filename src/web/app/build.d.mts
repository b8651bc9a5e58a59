/** The folder of the build of these sources; made now where there is none. */
export function builtApp(options?: { readonly development?: boolean }): Promise<string>
