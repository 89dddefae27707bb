"""Long work: what is asked for in an action's own transaction is done by a worker, once, however often that is killed.

A job is a row (`models`). `kinds` registers what jobs there are, `queue` asks for one and hands it to a worker, `work` does its
steps, `presence` knows which workers live, `worker` is the process itself, `daily` lists the duties of every day. People
cancel and try again by `actions`. Not here: what a kind of job does; that stands in the app it belongs to.
"""
