"""The screens over the chat, each in a host application with a core and a store that the tests hold in hand."""
