"""Tells numba to pass the kernel's tuples by pointer: a function that takes them costs two arguments, not five hundred.

A tuple of forty arrays is to numba a value of three hundred numbers, copied at every call and at every look at one of
its arrays; most of the compiling was the taking apart of those copies. Here it lies on the caller's stack, and an array
is read from it where it is asked for. Nobody writes to it, and so the compiler may read it as rarely as it likes.

numba's cache sees edits of `kernel.py` alone. `digest` says what else its machine code was made from; the kernel names
it and is compiled anew when it changes, as it must: machine code with the columns of yesterday writes anywhere.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from numba.core import types
from numba.core.cgutils import alloca_once_value, create_struct_proxy, gep_inbounds
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.core.typing.typeof import typeof_impl
from numba.extending import NativeValue, models, register_model, unbox

from services.engine.layout import Instance, State

MADE_FROM = ("layout.py", "wide.py")


def digest() -> str:
    """Of the files beside the kernel that its machine code is made from."""
    return hashlib.sha256(b"".join((Path(__file__).parent / name).read_bytes() for name in MADE_FROM)).hexdigest()[:16]


class Wide(types.Type):
    """A tuple of arrays that is passed by pointer; two are the same where all their arrays are."""

    def __init__(self, whole: types.NamedTuple) -> None:
        self.whole = whole
        super().__init__(name=f"Wide{whole.instance_class.__name__}")

    @property
    def key(self) -> types.NamedTuple:
        """What tells one from another."""
        return self.whole


@typeof_impl.register(Instance)
@typeof_impl.register(State)
def _type_of(wide: Instance | State, context: Any) -> Wide:
    return Wide(types.NamedTuple(tuple(typeof_impl(array, context) for array in wide), type(wide)))


@register_model(Wide)
class _WideModel(models.PrimitiveModel):
    """A pointer to the tuple as numba has it."""

    def __init__(self, manager: Any, wide: Wide) -> None:
        super().__init__(manager, wide, manager.lookup(wide.whole).get_value_type().as_pointer())


@unbox(Wide)
def _unbox(wide: Wide, pointed: Any, c: Any) -> NativeValue:
    native = c.unbox(wide.whole, pointed)
    return NativeValue(alloca_once_value(c.builder, native.value), is_error=native.is_error, cleanup=native.cleanup)


@infer_getattr
class _WideAttributes(AttributeTemplate):
    """Its arrays by their names."""

    key = Wide

    def generic_resolve(self, wide: Wide, name: str) -> types.Type | None:  # type: ignore[override]
        """Type of the array `name`."""
        fields = wide.whole.fields
        return wide.whole.types[fields.index(name)] if name in fields else None


@lower_getattr_generic(Wide)
def _read(context: Any, builder: Any, wide: Wide, pointer: Any, name: str) -> Any:
    at = wide.whole.fields.index(name)
    array = create_struct_proxy(wide.whole.types[at])(context, builder)
    for i in range(len(array)):
        part = builder.load(gep_inbounds(builder, pointer, 0, at, i))
        part.set_metadata("invariant.load", builder.module.add_metadata([]))
        array[i] = part
    return array._getvalue()
